/**
 * Arabic and Hebrew presentation forms (U+FB1D-FDFF, U+FE70-FEFC) are letters as a font draws them, not as a text
 * spells them: PDFs made from such fonts hold them, and nothing that compares words would find them. They are folded
 * by NFKC, everything else is left as it is (NFKC of the whole would also flatten superscripts and fractions).
 */
export function foldPresentationForms(text: string): string {
  return text.replaceAll(/[\uFB1D-\uFDFF\uFE70-\uFEFC]+/gu, (forms) => forms.normalize("NFKC"));
}
