/** Whether a name is that of a document: an id or its first digits, a path, or the end of a path. */
export function isMeant(name: string, id: string | null, path: string): boolean {
  return (
    id === name || path === name || path.endsWith(`/${name}`) || (name.length >= 6 && id?.startsWith(name) === true)
  );
}
