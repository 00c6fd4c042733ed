import { z } from "zod";
import { attachFaint, Profiles } from "./attachFaint.ts";
import type { Input, Output } from "./files.ts";
import { joinTexts } from "./joinTexts.ts";
import { type MemberCounts, writeMembers } from "./members.ts";
import { type ProfileCounts, writeProfiles } from "./profiles.ts";
import { Rarity, rarityTable } from "./rarity.ts";
import { firstTexts, type SegmentInput } from "./segment.ts";
import { readTops, withAttached, writeTops } from "./tops.ts";
import { type MeetingInput, verify } from "./verify.ts";
import { allNumbers } from "./words.ts";

/** Segments `from` to `to`, the last not included. */
export const Part = z.strictObject({ from: z.int().nonnegative(), to: z.int().nonnegative() });
export type Part = z.infer<typeof Part>;

/** Writes how rare every shingle is: `rarity.bin`. */
export async function rarityStep(segments: readonly SegmentInput[], output: Output): Promise<void> {
  const table = await rarityTable(segments);
  await output.write("rarity.bin", table);
}

async function readRarity(input: Input): Promise<Rarity> {
  const pieces: Uint8Array[] = [];
  for await (const piece of input.stream()) pieces.push(piece);
  return new Rarity(Buffer.concat(pieces));
}

interface VerifyRequest {
  readonly segments: readonly SegmentInput[];
  readonly meetings: readonly MeetingInput[];
  readonly rarity: Input;
  readonly similarity: number;
  readonly part: Part;
}

/** Compares the texts of some segments with those before them: `edges.bin`. See `verify`. */
export async function verifyStep({ rarity, ...request }: VerifyRequest, output: Output): Promise<void> {
  await verify({ ...request, rarity: await readRarity(rarity) }, output);
}

/** Makes families of texts, `tops.bin`, and says what each has in common, `profiles.bin` and `families.bin`. */
export async function joinStep(
  segments: readonly SegmentInput[],
  edges: readonly Input[],
  output: Output,
): Promise<ProfileCounts> {
  const count = firstTexts(segments).at(-1) ?? 0;
  const families = await joinTexts(segments, edges);
  const tops = Uint32Array.from({ length: count }, (_, text) => families.topOf(text));
  await writeTops(families, count, output);
  return await writeProfiles(segments, tops, output);
}

interface AttachRequest {
  readonly segments: readonly SegmentInput[];
  readonly tops: Input;
  readonly profiles: Input;
  readonly families: Input;
  readonly part: Part;
}

/** Finds families for the faint texts of some segments: `attached.bin`. See `attachFaint`. */
export async function attachStep(request: AttachRequest, output: Output): Promise<void> {
  const { tops } = await readTops(request.tops);
  const profiles = new Profiles(
    await allNumbers(request.profiles.stream()),
    await allNumbers(request.families.stream()),
  );
  await attachFaint(request.segments, tops, profiles, request.part, output);
}

interface MembersRequest {
  readonly segments: readonly SegmentInput[];
  readonly rarity: Input;
  readonly tops: Input;
  readonly attached: readonly Input[];
}

/** Chooses the representatives, and describes all members: `clusters.jsonl`. See `writeMembers`. */
export async function membersStep(
  { segments, rarity, tops, attached }: MembersRequest,
  output: Output,
): Promise<MemberCounts> {
  const families = await withAttached(await readTops(tops), attached);
  return await writeMembers({ segments, families, rarity: await readRarity(rarity) }, output);
}
