import { PDFiumLibrary, PDFiumModule } from "@hyzyla/pdfium";

/** The WebAssembly module of PDFium, started. */
export type Pdfium = Awaited<ReturnType<typeof PDFiumModule>>;

let running: Promise<Pdfium> | undefined;

/** The one PDFium of this process, started on first use. */
export function pdfium(): Promise<Pdfium> {
  running ??= start();
  return running;
}

/** Forgets a PDFium that crashed: after a trap its memory is in an unknown state. The next call starts a new one. */
export function discardPdfium(): void {
  running = undefined;
}

async function start(): Promise<Pdfium> {
  let module: Pdfium | undefined;
  // The library's own classes hide boxes and image sizes, and close a page when it is rendered. They are used only to
  // start the module; what we call ourselves is PDFium's documented C interface.
  await PDFiumLibrary.initBase({
    vendor: async (options) => {
      module = await PDFiumModule(options);
      return module;
    },
  });
  if (module === undefined) throw new Error("PDFium did not start");
  return module;
}

type Exported = (...parameters: number[]) => unknown;

const exportsOf = new WeakMap<Pdfium, Map<string, Exported>>();

/**
 * Calls a function of PDFium's C interface (fpdfview.h, fpdf_text.h, fpdf_edit.h) by its name there. The package's types
 * leave most of them out. Pointers, handles and booleans are numbers, void is 0.
 */
export function callPdfium(module: Pdfium, name: `FPDF${string}`, ...parameters: number[]): number {
  const result = exportOf(module, name)(...parameters);
  return typeof result === "number" ? result : 0;
}

/** The function itself: looking it up costs more than calling it, and a page of text takes 20,000 calls. */
export function pdfiumFunction(module: Pdfium, name: `FPDF${string}`): (...parameters: number[]) => unknown {
  return exportOf(module, name);
}

function exportOf(module: Pdfium, name: string): Exported {
  let known = exportsOf.get(module);
  if (known === undefined) exportsOf.set(module, (known = new Map()));
  const found = known.get(name);
  if (found !== undefined) return found;
  const exported: unknown = Reflect.get(module.wasmExports, name);
  if (!isExported(exported)) throw new Error(`this build of PDFium lacks ${name}`);
  known.set(name, exported);
  return exported;
}

function isExported(value: unknown): value is Exported {
  return typeof value === "function";
}

/** Runs `use` with `bytes` of zeroed memory and frees them. */
export function withMemory<Result>(module: Pdfium, bytes: number, use: (pointer: number) => Result): Result {
  const pointer = module.wasmExports.malloc(bytes);
  if (pointer === 0) throw new Error(`PDFium has no memory for ${bytes} bytes`);
  try {
    module.HEAPU8.fill(0, pointer, pointer + bytes);
    return use(pointer);
  } finally {
    module.wasmExports.free(pointer);
  }
}
