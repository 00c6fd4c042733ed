/** How the languages of `LANGUAGES` write "page" beside a page number, before it or after it; lower case. */
export const PAGE_WORDS: readonly string[] = [
  ..."page p pp pg pág pag págs página pagina páxina pàgina pagină hal halaman hlm kaca mukasurat pahina panid".split(
    " ",
  ),
  ..."trang tr sayfa s seite str strona strana oldal sivu sida bet səhifə rûpel paj ukurasa shafi ojú bog takelaka".split(
    " ",
  ),
  ..."หน้า ໜ້າ ທີ່ ទំព័រ စာမျက်နှာ 쪽 면 페이지 頁 页 ページ صفحة صفحه ص صفحہ مخ پەڕە לפ עמוד עמ זייט".split(" "),
  ..."பக்கம் पृष्ठ पेज পৃষ্ঠা પૃષ્ઠ ਪੰਨਾ ಪುಟ പേജ് పేజీ පිටුව ገጽ էջ გვერდი σελίδα σελ страница стр сторінка с бет".split(" "),
];
