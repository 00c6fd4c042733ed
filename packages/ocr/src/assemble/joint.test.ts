import { expect, test } from "vitest";
import { joint, seam } from "./joint.ts";
import { setLines } from "./prose.ts";

/** The text of lines of one block, joined. */
function joined(...texts: string[]): string {
  const lines = setLines(texts.map((text) => ({ text, block: 0 })));
  return lines
    .map((line, index) => {
      const next = lines[index + 1];
      return line.text + (next === undefined ? "" : joint(line, next, "block"));
    })
    .join("");
}

test.each([
  ["ภาษาไทย", "เป็นภาษา", ""],
  ["ภาษาไทย ", "เป็นภาษา", " "],
  ["พ.ศ.", "2566", " "],
  ["ພາສາລາວ", "ເປັນພາສາ", ""],
  ["ភាសាខ្មែរ", "គឺជា", ""],
  ["ជាតិ។", "ភាសា", " "],
  ["မြန်မာ", "ဘာသာ", ""],
  ["中文，", "日本語", ""],
  ["用 Latin", "words", " "],
  ["한국어는", "한국의", " "],
  ["می\u200C", "خواهم", ""],
  ["בית־", "ספר", ""],
  ["سلام", "عليكم", " "],
])("between %s and %s", (line, next, expected) => {
  expect(seam(line, next)).toBe(expected);
});

test("running text becomes paragraphs", () => {
  const text = joined(
    "La noche era clara y las calles de la ciudad",
    "brillaban como si fuera de día, y nadie supo",
    "decir por qué.",
    "Cuando llegaron a la plaza, el pueblo entero",
    "los esperaba con música y con flores rojas y",
    "blancas.",
  );
  expect(text.split("\n\n").map((paragraph) => paragraph.includes("\n"))).toEqual([false, false]);
});

test.each([
  [
    "verse",
    [
      "Volverán las oscuras golondrinas",
      "En tu balcón sus nidos a colgar,",
      "Y otra vez con el ala a sus cristales",
      "Jugando llamarán",
    ],
  ],
  ["a list", ["arroz", "frijoles negros", "maíz", "yuca y plátano verde", "café"]],
  ["contents", ["Prólogo .......... 3", "El valle .......... 15", "La ciudad ........ 27"]],
  ["a table", ["Año | Lugar | Toneladas", "1879 | Lima | 1200", "1880 | Cusco | 1350"]],
])("%s keeps its lines", (_, lines) => {
  expect(joined(...lines)).toBe(lines.join("\n"));
});

test("a head in capitals and a number by itself are not joined to the text", () => {
  const text = [
    "nos, y que ya no nos consideremos tan grandes",
    "sino por el alma, la inteligencia y el bien de",
    "todos los que en ella viven desde hace un siglo",
  ];
  expect(joined("BUENOS AIRES EN EL AÑO DE GRACIA DE 2080", ...text)).toBe(
    `BUENOS AIRES EN EL AÑO DE GRACIA DE 2080\n${text.join(" ")}`,
  );
  expect(joined("61", ...text)).toBe(`61\n${text.join(" ")}`);
});

test("what is said in turn begins a line", () => {
  expect(
    joined(
      "Don Pedro abrió la puerta y dijo con voz muy baja:",
      "—Entra, hijo, que la noche es fría y el camino muy",
      "largo.",
    ),
  ).toContain("baja:\n—Entra");
});
