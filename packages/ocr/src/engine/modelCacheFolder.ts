import { homedir, platform } from "node:os";
import { join } from "node:path";

/**
 * The user's own folder of downloaded models, where the system wants such files: $XDG_CACHE_HOME or ~/.cache,
 * ~/Library/Caches on macOS, %LOCALAPPDATA% on Windows. It may not exist yet.
 */
export function modelCacheFolder(
  env: Readonly<Record<string, string | undefined>> = process.env,
  system: NodeJS.Platform = platform(),
): string {
  return join(cacheHome(env, system), "malmoi", "models", "tessdata_fast-4.1.0");
}

function cacheHome(env: Readonly<Record<string, string | undefined>>, system: NodeJS.Platform): string {
  const xdg = env["XDG_CACHE_HOME"];
  if (xdg !== undefined && xdg !== "") return xdg;
  if (system === "darwin") return join(homedir(), "Library", "Caches");
  if (system === "win32") return env["LOCALAPPDATA"] ?? join(homedir(), "AppData", "Local");
  return join(homedir(), ".cache");
}
