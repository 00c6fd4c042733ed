import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, onTestFinished, test, vi } from "vitest";
import { DiskBlob } from "./diskBlob.ts";
import { type Sent, sendRequest } from "./sendRequest.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

/** Puts a server on loopback for one test; its port. */
async function listen(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

const serve = (listener: RequestListener): Promise<number> => listen(createServer(listener));

const asked = (url: string, more: Partial<Sent> = {}): Sent => ({
  method: "GET",
  url,
  headers: new Headers({ authorization: "Bearer hf_write" }),
  body: undefined,
  signal: undefined,
  onSent() {},
  ...more,
});

async function textOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces).toString();
}

test("a question is sent with its method, headers and text, and all of the answer comes back", async () => {
  const port = await serve(async (request, response) => {
    const { method, headers } = request;
    const seen = { method, text: await textOf(request), token: headers.authorization, agent: headers["user-agent"] };
    response.writeHead(201, { link: '<http://127.0.0.1/next>; rel="next"' }).end(JSON.stringify(seen));
  });
  const answer = await sendRequest(asked(`http://127.0.0.1:${port}/`, { method: "POST", body: '{"name":"한국어"}' }));
  expect(answer.status).toBe(201);
  expect(answer.headers.get("link")).toContain("next");
  expect(await answer.json()).toEqual({
    method: "POST",
    text: '{"name":"한국어"}',
    token: "Bearer hf_write",
    agent: "malmoi",
  });
});

test("a redirect is followed, and another host does not see the token", async () => {
  const storage = await serve((request, response) => response.end(`token: ${request.headers.authorization ?? "none"}`));
  const hub = await serve((request, response) => {
    const to =
      request.url === "/here" ? "/there" : request.url === "/there" ? undefined : `http://localhost:${storage}/`;
    if (to === undefined) response.end(`token: ${request.headers.authorization ?? "none"}`);
    else response.writeHead(302, { location: to }).end();
  });
  expect(await (await sendRequest(asked(`http://127.0.0.1:${hub}/here`))).text()).toBe("token: Bearer hf_write");
  expect(await (await sendRequest(asked(`http://127.0.0.1:${hub}/file`))).text()).toBe("token: none");
});

test("what is no question is repeated elsewhere only where it stays the same; a circle ends", async () => {
  let requests = 0;
  const port = await serve(async (request, response) => {
    requests += 1;
    if (request.url === "/new") return response.end(`${request.method} ${await textOf(request)}`);
    const status = Number(request.url?.slice(1, 4));
    return response.writeHead(status, { location: status === 302 ? request.url : "/new" }).end();
  });
  const at = (path: string): string => `http://127.0.0.1:${port}${path}`;
  const moved = await sendRequest(asked(at("/307"), { method: "POST", body: "a commit" }));
  expect(await moved.text()).toBe("POST a commit");
  expect((await sendRequest(asked(at("/303"), { method: "POST", body: "a commit" }))).status).toBe(303);
  requests = 0;
  expect((await sendRequest(asked(at("/302")))).status).toBe(302);
  expect(requests).toBe(6);
});

test("a file is sent from the disk, piece by piece, and so is an empty one", async () => {
  const folder = await mkdtemp(join(tmpdir(), "malmoi-send-"));
  onTestFinished(async () => await rm(folder, { recursive: true }));
  const bytes = 2_500_000;
  await writeFile(join(folder, "shard"), "가".repeat(bytes / 3 + 1).slice(0, bytes));
  const port = await serve(async (request, response) => {
    response.end(`${request.headers["content-length"]} ${(await textOf(request)).length}`);
  });
  const sent: number[] = [];
  const put = async (blob: Blob): Promise<string> => {
    const url = `http://127.0.0.1:${port}/`;
    const answer = await sendRequest(asked(url, { method: "PUT", body: blob, onSent: (piece) => sent.push(piece) }));
    return await answer.text();
  };
  expect(await put(new DiskBlob(join(folder, "shard"), 0, 2_400_000))).toBe(`2400000 800000`);
  expect(sent.length).toBeGreaterThan(1);
  expect(sent.reduce((sum, piece) => sum + piece, 0)).toBe(2_400_000);
  expect(await put(new Blob(["abc"]))).toBe("3 3");
  expect(await put(new Blob([]))).toBe("0 0");
});

test("an answer that breaks off is an error, and so is nobody there", async () => {
  const port = await serve((_, response) => {
    response.writeHead(200, { "content-length": "100" });
    response.write("a part", () => response.destroy());
  });
  await expect(sendRequest(asked(`http://127.0.0.1:${port}/`))).rejects.toThrow("aborted");
  await expect(sendRequest(asked("http://127.0.0.1:1/"))).rejects.toThrow("ECONNREFUSED");
});

test("through the proxy that the environment names, but not to this machine itself", async () => {
  const port = await serve((_, response) => response.end("here"));
  const hosts: (string | undefined)[] = [];
  const proxy = createServer().on("connect", (request: IncomingMessage, socket: Socket, head: Buffer) => {
    hosts.push(request.url);
    if (request.headers["proxy-authorization"] === undefined)
      return socket.end("HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n");
    const through = connect(port, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      through.write(head);
      through.pipe(socket).pipe(through);
    });
  });
  const at = await listen(proxy);
  vi.stubEnv("HTTP_PROXY", `http://user:word@127.0.0.1:${at}`);
  expect(await (await sendRequest(asked(`http://hub.example:${port}/`))).text()).toBe("here");
  expect(await (await sendRequest(asked(`http://localhost:${port}/`))).text()).toBe("here");
  vi.stubEnv("HTTP_PROXY", `http://127.0.0.1:${at}`);
  expect((await sendRequest(asked(`http://hub.example:${port}/`))).status).toBe(407);
  vi.stubEnv("HTTP_PROXY", "socks5://127.0.0.1:1080");
  await expect(sendRequest(asked(`http://hub.example:${port}/`))).rejects.toMatchObject({ code: "PROXY_UNSUPPORTED" });
  expect(hosts).toEqual([`hub.example:${port}`, `hub.example:${port}`]);
});

test("an abort ends it", async () => {
  const stop = new AbortController();
  const port = await serve(() => stop.abort());
  await expect(sendRequest(asked(`http://127.0.0.1:${port}/`, { signal: stop.signal }))).rejects.toMatchObject({
    name: "AbortError",
  });
});
