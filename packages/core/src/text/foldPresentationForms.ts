/**
 * Arabic and Hebrew presentation forms (U+FB1D-FDEF, U+FE70-FEFC) are letters as a font draws them, not as a text
 * spells them: PDFs made from such fonts hold them, and nothing that compares words would find them. They are folded
 * by NFKC, everything else is left as it is: NFKC of the whole would also flatten superscripts and fractions, and
 * U+FDF0-FDFF are whole words and phrases in one sign, which people type and search for as such.
 */
export function foldPresentationForms(text: string): string {
  return text.replaceAll(/[\uFB1D-\uFDEF\uFE70-\uFEFC]+/gu, (forms) => forms.normalize("NFKC"));
}
