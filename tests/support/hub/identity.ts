import { type Call, refuse } from "./reply.ts";

interface Identity {
  readonly user: string;
  readonly role: "read" | "write";
  readonly organisations: readonly string[];
}

/** The tokens this server knows. */
export const TOKENS = { write: "hf_write", read: "hf_read", stranger: "hf_stranger" } as const;

const IDENTITIES: Readonly<Record<string, Identity>> = {
  [TOKENS.write]: { user: "tester", role: "write", organisations: ["archive"] },
  [TOKENS.read]: { user: "tester", role: "read", organisations: ["archive"] },
  [TOKENS.stranger]: { user: "stranger", role: "write", organisations: [] },
};

/** Who asks; undefined for nobody in particular. Refuses tokens that are unknown or expired. */
export function identityOf(call: Call, expired: ReadonlySet<string>): Identity | undefined {
  const token = /^Bearer (.+)$/.exec(String(call.headers["authorization"] ?? ""))?.[1];
  if (token === undefined) return undefined;
  const identity = expired.has(token) ? undefined : IDENTITIES[token];
  return identity ?? refuse(401, "Invalid credentials in Authorization header");
}

export function mayWrite(identity: Identity | undefined, id: string): boolean {
  const [namespace = ""] = id.split("/");
  return identity?.role === "write" && (identity.user === namespace || identity.organisations.includes(namespace));
}

export function mayRead(identity: Identity | undefined, id: string, isPrivate: boolean): boolean {
  const [namespace = ""] = id.split("/");
  return !isPrivate || identity?.user === namespace || identity?.organisations.includes(namespace) === true;
}

export function whoAmI(identity: Identity | undefined): object {
  if (identity === undefined) refuse(401, "Invalid credentials in Authorization header");
  return {
    type: "user",
    id: "000000000000000000000002",
    name: identity.user,
    fullname: identity.user,
    email: `${identity.user}@example.org`,
    emailVerified: true,
    isPro: false,
    canPay: false,
    orgs: identity.organisations.map((name) => ({
      type: "org",
      id: "000000000000000000000003",
      name,
      fullname: name,
      roleInOrg: "write",
      isEnterprise: false,
    })),
    auth: {
      type: "access_token",
      accessToken: { displayName: "test", role: identity.role, createdAt: new Date(0).toISOString() },
    },
  };
}
