import type { RecipeName } from "./degradations/recipes.ts";
import type { PageFormName } from "./forms/pageForms.ts";
import type { FontStyle } from "./typeset/fonts.ts";
import type { PageStyle } from "./typeset/pageStyle.ts";

type Style = Partial<PageStyle> & { readonly font?: FontStyle };

/** How the pages of a text become a file. */
export type DemoForm =
  | { readonly kind: "page"; readonly form: PageFormName }
  | { readonly kind: "g4-tiff" }
  | { readonly kind: "image-pdf" }
  | { readonly kind: "text-pdf" }
  | { readonly kind: "blank"; readonly form: PageFormName }
  | { readonly kind: "truncated"; readonly form: PageFormName; readonly share: number }
  /** The bytes of an earlier file, under another name. */
  | { readonly kind: "copy"; readonly of: string };

/** One file of the demo. */
export interface DemoFile {
  /** In `pipelines/demo/scans/`. */
  readonly path: string;
  /** In `pipelines/demo/texts/`, without `.txt`; null for a file without a text of its own. */
  readonly text: string | null;
  /** What is printed. */
  readonly language: string;
  /** Whether the submission tells. Where it does not, Malmoi must find out. */
  readonly declared: boolean;
  readonly title: string;
  readonly date: string;
  readonly form: DemoForm;
  readonly recipe: RecipeName;
  readonly style?: Style;
  readonly quality?: number;
}

const page = (form: PageFormName): DemoForm => ({ kind: "page", form });

/** Every form a partner's files come in, once or twice, in twelve languages. Order does not matter. */
export const DEMO: readonly DemoFile[] = [
  {
    path: "korea/library.jpg",
    text: "kor-library",
    language: "kor_Hang",
    declared: false,
    title: "강가의 도서관",
    date: "2025-03",
    form: page("grey-jpeg"),
    recipe: "office",
    style: { points: 10.5 },
  },
  {
    path: "korea/paper.jpg",
    text: "kor-paper",
    language: "kor_Hang",
    declared: true,
    title: "한지를 만드는 겨울",
    date: "2025-03",
    form: page("rgb-jpeg"),
    recipe: "archive",
    style: { firstPageNumber: 27 },
  },
  {
    path: "asean/indonesia/harbour.pdf",
    text: "ind-harbour",
    language: "ind_Latn",
    declared: true,
    title: "Pelabuhan Kecil di Teluk",
    date: "2025-04",
    form: { kind: "text-pdf" },
    recipe: "clean",
  },
  {
    path: "asean/indonesia/market.jpg",
    text: "ind-market",
    language: "ind_Latn",
    declared: true,
    title: "Pasar Pagi di Kaki Gunung",
    date: "2025-04",
    form: page("rgb-jpeg"),
    recipe: "newspaper",
    style: { font: "sans" },
  },
  {
    path: "asean/indonesia/market-copy.jpg",
    text: null,
    language: "ind_Latn",
    declared: true,
    title: "Pasar Pagi di Kaki Gunung (salinan)",
    date: "2025-04",
    form: { kind: "copy", of: "asean/indonesia/market.jpg" },
    recipe: "clean",
  },
  {
    path: "asean/vietnam/river.jpg",
    text: "vie-river",
    language: "vie_Latn",
    declared: true,
    title: "Dòng sông và mùa nước nổi",
    date: "2025-02",
    form: page("rgb-jpeg"),
    recipe: "archive",
    // 150 dpi, on a larger page, as from a cheap flat-bed scanner.
    style: { dpi: 150, width: 148, height: 175, points: 12.5, margin: 16 },
  },
  {
    path: "asean/vietnam/river-second-printing.jpg",
    text: "vie-river",
    language: "vie_Latn",
    declared: true,
    title: "Dòng sông và mùa nước nổi (in lần hai)",
    date: "2025-06",
    form: page("grey-jpeg"),
    recipe: "book",
    style: { font: "sans", points: 9, firstPageNumber: 14 },
  },
  {
    path: "asean/thailand/rain.jpg",
    text: "tha-weather",
    language: "tha_Thai",
    declared: false,
    title: "ฝนกับการทำนา",
    date: "2025-07",
    form: page("grey-jpeg"),
    recipe: "archive",
    style: { points: 10.5 },
  },
  {
    path: "asean/thailand/weaving.png",
    text: "tha-weaving",
    language: "tha_Thai",
    declared: true,
    title: "ผ้าทอพื้นบ้าน",
    date: "2025-07",
    form: page("alpha-png"),
    recipe: "office",
    style: { points: 10.5, font: "sans" },
  },
  {
    path: "asean/myanmar/weaving.jpg",
    text: "mya-weaving",
    language: "mya_Mymr",
    declared: true,
    title: "ရက်ကန်းလုပ်ငန်း",
    date: "2025-05",
    form: page("grey-jpeg"),
    recipe: "archive",
    style: { font: "sans", points: 9, width: 115, height: 172 },
  },
  {
    path: "asean/singapore/school.jpg",
    text: "tam-school",
    language: "tam_Taml",
    declared: true,
    title: "கிராமத்துப் பள்ளி",
    date: "2025-05",
    form: page("grey-jpeg"),
    recipe: "archive",
    style: { points: 8.5, width: 120, height: 180 },
  },
  {
    path: "middle-east/old-market.pdf",
    text: "arb-market",
    language: "arb_Arab",
    declared: true,
    title: "السوق القديم",
    date: "2025-01",
    form: { kind: "image-pdf" },
    recipe: "book",
    style: { points: 11 },
  },
  {
    path: "middle-east/bread.jpg",
    text: "fas-bread",
    language: "fas_Arab",
    declared: true,
    title: "نان و نانوایی",
    date: "2025-01",
    form: page("cmyk-jpeg"),
    recipe: "office",
    style: { points: 10.5 },
    quality: 55,
  },
  {
    path: "middle-east/old-harbour.png",
    text: "heb-harbour",
    language: "heb_Hebr",
    declared: true,
    title: "הנמל הישן",
    date: "2025-02",
    form: page("png"),
    recipe: "photocopy",
    style: { dpi: 250, points: 10.5 },
  },
  {
    path: "middle-east/harvest.jpg",
    text: "tur-harvest",
    language: "tur_Latn",
    declared: true,
    title: "Ovada Hasat Zamanı",
    date: "2025-08",
    form: page("grey-jpeg"),
    recipe: "archive",
  },
  {
    path: "middle-east/blank.jpg",
    text: null,
    language: "tur_Latn",
    declared: true,
    title: "Boş sayfa",
    date: "2025-08",
    form: { kind: "blank", form: "rgb-jpeg" },
    recipe: "archive",
  },
  {
    path: "latin-america/maize.jpg",
    text: "spa-harvest",
    language: "spa_Latn",
    declared: false,
    title: "La cosecha del maíz",
    date: "2025-09",
    form: page("rgb-jpeg"),
    recipe: "book",
    style: { points: 9 },
  },
  {
    path: "latin-america/school.jpg",
    text: "spa-school",
    language: "spa_Latn",
    declared: true,
    title: "La escuela junto al camino",
    date: "2025-09",
    form: { kind: "truncated", form: "grey-jpeg", share: 0.55 },
    recipe: "archive",
  },
  {
    path: "latin-america/river.tif",
    text: "por-river",
    language: "por_Latn",
    declared: true,
    title: "O rio e as suas margens",
    date: "2025-10",
    form: { kind: "g4-tiff" },
    recipe: "photocopy",
    style: { dpi: 250, points: 10.5, runningHead: "O rio e as suas margens" },
  },
  {
    path: "latin-america/bread.jpg",
    text: "por-bread",
    language: "por_Latn",
    declared: true,
    title: "O pão da aldeia",
    date: "2025-10",
    form: page("grey-jpeg"),
    recipe: "archive",
    style: { points: 9 },
  },
  {
    path: "latin-america/weather.jpg",
    text: "eng-weather",
    language: "eng_Latn",
    declared: false,
    title: "Notes on the Weather",
    date: "2025-10",
    form: page("grey-jpeg"),
    recipe: "office",
  },
];
