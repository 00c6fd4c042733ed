/** Files of a repository and of one folder; see "Repository limitations" in the Hub's documentation. */
const MOST_FILES = 100_000;
const MOST_IN_FOLDER = 10_000;
/** A larger card is shown as "file too large to display". */
const MOST_CARD_BYTES = 400_000;
const MOST_FILE_BYTES = 200e9;
/** Configs that the dataset viewer shows. */
const MOST_CONFIGS = 4_000;

/** What of a release the Hub would refuse or not show, in words. */
export function limitsBroken(
  files: readonly { readonly path: string; readonly bytes: number }[],
  card: string,
): string[] {
  const broken: string[] = [];
  if (files.length > MOST_FILES) broken.push(`${files.length} files, at most ${MOST_FILES} are allowed`);
  const folders = new Map<string, number>();
  for (const { path, bytes } of files) {
    const folder = path.split("/").slice(0, -1).join("/");
    folders.set(folder, (folders.get(folder) ?? 0) + 1);
    if (bytes > MOST_FILE_BYTES) broken.push(`${path} is larger than ${MOST_FILE_BYTES / 1e9} GB`);
    if (/[#?%\\]|^\.|\/\./.test(path)) broken.push(`${path} has a name that clients cannot ask for`);
  }
  for (const [folder, count] of folders) {
    if (count > MOST_IN_FOLDER)
      broken.push(
        `${count} files in ${folder === "" ? "the top folder" : folder}, at most ${MOST_IN_FOLDER} are allowed`,
      );
  }
  const configs = new Set([...folders.keys()].flatMap((folder) => /^data\/([^/]+)/.exec(folder)?.[1] ?? []));
  if (configs.size > MOST_CONFIGS) broken.push(`${configs.size} configs, the viewer shows ${MOST_CONFIGS}`);
  const cardBytes = Buffer.byteLength(card);
  if (cardBytes > MOST_CARD_BYTES) broken.push(`the card has ${cardBytes} bytes, at most ${MOST_CARD_BYTES} are shown`);
  return broken;
}
