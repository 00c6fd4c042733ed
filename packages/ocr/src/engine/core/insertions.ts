import type { Insertion } from "./insertCode.ts";

/** The core of tesseract.js 7.0.0 for processors with SIMD and the LSTM recogniser alone. */
export const CORE = {
  module: "tesseract.js-core/tesseract-core-simd-lstm",
  sha256: "34e8d50cac216427d86bf397d610fdd9f49492539bbcdfbfccc4eda20c810bea",
  /** What it exports its memory and its table of functions as. */
  memory: "T",
  table: "da",
  /** How many functions are in that table: ours come behind them, in this order. */
  functions: 1701,
} as const;

export const ROUTINES = ["multiplyVector", "tanh", "logistic", "tanhTimes", "quantise", "convolve"] as const;
type Routine = (typeof ROUTINES)[number];

/** The core's numbers for the types of our functions, by what they take and give. */
const TYPES: Record<Routine, number> = {
  multiplyVector: 13,
  tanh: 3,
  logistic: 3,
  tanhTimes: 7,
  quantise: 2,
  convolve: 2,
};

// WebAssembly Core Specification 2.0, 5.4.
const local = (index: number): number[] => [0x20, index];
const setLocal = (index: number): number[] => [0x21, index];
const constant = (value: number): number[] => [0x41, ...signed(value)];
const STACK = [0x23, 0];
const SET_STACK = [0x24, 0];
const ADD = 0x6a;
const EQUAL = 0x46;
const IF = [0x04, 0x40];
const END = 0x0b;
const RETURN = 0x0f;
const leaveIf = (blocks: number): number[] => [0x0d, blocks];

function call(routine: Routine): number[] {
  return [...constant(CORE.functions + ROUTINES.indexOf(routine)), 0x11, TYPES[routine], 0];
}

function signed(value: number): number[] {
  const last = value >= -64 && value < 64;
  return last ? [value & 0x7f] : [(value & 0x7f) | 0x80, ...signed(value >> 7)];
}

/** The whole blocks of a loop's numbers, all if that is all of them: then the loop behind it is left out. */
function all(
  routine: Routine,
  given: readonly number[],
  loop: { index: number; count: number; end: number },
): number[] {
  const { index, count, end } = loop;
  const done = [...given, ...local(count), ...call(routine), ...setLocal(index)];
  return [...done, ...local(index), ...local(count), EQUAL, ...leaveIf(end)];
}

/** The same where there is no way around the loop, which needs one number at least. */
function allButOne(
  routine: Routine,
  given: readonly number[],
  { index, count }: { index: number; count: number },
): number[] {
  return [...given, ...local(count), ...constant(-1), ADD, ...call(routine), ...setLocal(index)];
}

/** A gate of an LSTM cell: its numbers are at local 4, local 1 counts. */
const gate = (routine: Routine, count: number): number[] => allButOne(routine, local(4), { index: 1, count });

/**
 * Where the core calls our routines: in front of its own loops, which do what is left. Places are bytes of its file, found
 * by disassembling it beside Tesseract's source (`wasm-objdump -d` of WABT); what the functions do there is:
 */
export const INSERTIONS: readonly Insertion[] = [
  // IntSimdMatrix: the product is ours altogether; its parameters are the routine's.
  { at: 0x21db3d, code: [...[0, 1, 2, 3, 4, 5].flatMap(local), ...STACK, ...call("multiplyVector"), RETURN] },
  // NetworkIO::WriteTimeStep and WriteTimeStepPart
  { at: 0x01e2c2, code: all("quantise", [...local(5), ...local(2)], { index: 4, count: 1, end: 1 }) },
  { at: 0x06274c, code: all("quantise", [...local(1), ...local(4)], { index: 5, count: 3, end: 1 }) },
  // FullyConnected::ForwardTimeStep, of layers with tanh and with the logistic function
  { at: 0x08b316, code: all("tanh", local(1), { index: 0, count: 10, end: 8 }) },
  { at: 0x08b3da, code: all("logistic", local(1), { index: 0, count: 10, end: 7 }) },
  // LSTM::Forward: the cell's input, its three or four gates, its output
  { at: 0x182e07, code: gate("tanh", 8) },
  { at: 0x182f16, code: gate("logistic", 8) },
  { at: 0x18302a, code: gate("logistic", 8) },
  { at: 0x18314a, code: gate("logistic", 8) },
  { at: 0x183260, code: gate("logistic", 13) },
  {
    at: 0x1836f4,
    code: allButOne("tanhTimes", [...local(4), ...local(14), ...local(3)], { index: 1, count: 8 }),
  },
  // Convolve::Forward, in front of its loop; where the routine did it, the frame on the stack is given back.
  {
    at: 0x187737,
    code: [
      ...[local(0), local(2), local(5), call("convolve"), IF].flat(),
      ...[local(6), constant(64), [ADD], SET_STACK, [RETURN, END]].flat(),
    ],
  },
];
