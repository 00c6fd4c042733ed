import type { ScriptCode } from "@malmoi/schemas";

/** Frequent characters that are written differently in the two standards, pairwise: simplified, traditional. */
const PAIRS =
  "们們这這说說国國时時为為会會对對学學个個来來发發经經过過还還进進动動长長现現机機问問关關开開无無与與从從" +
  "头頭见見边邊电電东東门門车車马馬书書语語话話请請让讓认認识識记記许許设設论論议議证證评評试試读讀课課谁誰调調" +
  "谈談谢謝业業义義乐樂习習乡鄉买買卖賣万萬专專严嚴丧喪临臨举舉产產亲親亿億仅僅众眾优優传傳伤傷体體条條" +
  "战戰戏戲户戶报報担擔拥擁择擇据據损損换換执執扩擴护護态態总總怀懷惊驚应應历歷压壓厂廠县縣双雙变變" +
  "号號听聽员員响響团團园園图圖围圍圆圓场場块塊坏壞声聲处處备備复復够夠夺奪奋奮妇婦妈媽孙孫宁寧实實宝寶" +
  "审審宫宮宽寬宾賓导導将將尔爾尽盡层層属屬岁歲岛島师師帅帥带帶帮幫库庫庆慶张張弹彈当當录錄彻徹径徑忆憶" +
  "爱愛环環独獨献獻画畫疗療监監盘盤确確礼禮离離种種积積称稱稳穩穷窮竞競笔筆签簽简簡粮糧紧緊红紅约約级級" +
  "纪紀纯純纳納线線组組细細织織终終结結给給统統继繼绩績绿綠维維网網罗羅罚罰职職联聯肃肅胜勝脑腦脸臉节節" +
  "苏蘇获獲药藥营營虽雖补補装裝观觀规規视視觉覺觅覓订訂计計订訂训訓讲講负負贡貢财財责責败敗货貨质質购購" +
  "贸貿费費资資赛賽赞贊赵趙轮輪软軟轻輕载載较較输輸达達迁遷运運远遠违違连連迟遲适適选選递遞邮郵郑鄭释釋" +
  "针針钟鐘钢鋼钱錢铁鐵银銀错錯锋鋒键鍵镇鎮闭閉间間闻聞阳陽阴陰队隊阶階际際陆陸陈陳险險随隨难難页頁顶頂" +
  "项項顺順须須领領频頻题題颜顏额額风風飞飛饭飯饮飲馆館驻駐骑騎验驗鱼魚鸟鳥鸡雞麦麥黄黃龙龍齐齊龄齡";

const characters = Array.from(PAIRS);
const SIMPLIFIED = new Set(characters.filter((_, index) => index % 2 === 0));
const TRADITIONAL = new Set(characters.filter((_, index) => index % 2 === 1));

/**
 * Which Chinese standard a text is written in, by characters that only one of them uses; undefined if it has as many
 * of each (usually none).
 */
export function hanStandard(text: string): Extract<ScriptCode, "Hans" | "Hant"> | undefined {
  let balance = 0;
  for (const character of text) {
    if (SIMPLIFIED.has(character)) balance += 1;
    else if (TRADITIONAL.has(character)) balance -= 1;
  }
  if (balance === 0) return undefined;
  return balance > 0 ? "Hans" : "Hant";
}
