import { ConfigError } from "@malmoi/core";
import type { Agent } from "node:http";
import { getProxyForUrl } from "proxy-from-env";

const LOOPBACK = /^(localhost|127\..*|\[::1\])$/;

/** By the proxy's address, so that requests share connections. */
const agents = new Map<string, Promise<Agent>>();

async function agentOf(proxy: string): Promise<Agent> {
  // Few are behind a proxy: the others need not load this.
  const { HttpsProxyAgent } = await import("https-proxy-agent");
  return new HttpsProxyAgent(proxy, { keepAlive: true });
}

/**
 * What connects to an address through the proxy that `HTTPS_PROXY`, `HTTP_PROXY` or `ALL_PROXY` and `NO_PROXY` name for
 * it, as curl and Python's client do; undefined where they name none, and for this machine itself. Throws `ConfigError`
 * for a proxy of another kind.
 */
export async function proxyAgent(url: string): Promise<Agent | undefined> {
  const proxy = LOOPBACK.test(new URL(url).hostname) ? "" : getProxyForUrl(url);
  if (proxy === "") return undefined;
  if (!/^https?:/.test(proxy)) {
    throw new ConfigError(`a ${proxy.split(":")[0]} proxy speaks neither HTTP nor HTTPS`, {
      code: "PROXY_UNSUPPORTED",
      hint: "Set HTTPS_PROXY=http://host:port, or except the Hub from it: NO_PROXY=huggingface.co,hf.co",
    });
  }
  const agent = agents.get(proxy) ?? agentOf(proxy);
  agents.set(proxy, agent);
  return await agent;
}
