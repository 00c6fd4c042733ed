import { Command, CommanderError, Option } from "commander";
import { toErrorRecord } from "@malmoi/core";
import { ENGINE_NAMES, REDACTION_KINDS } from "@malmoi/schemas";
import { OCR_FORMS } from "./commands/ocrFormNames.ts";
import { malmoiVersion } from "./build/runRecord.ts";
import { EXIT } from "./terminal/exitCodes.ts";
import { STAGES } from "./build/stageNames.ts";

const AFTER = `
Exit codes: 0 complete; 3 complete, but something was quarantined; 2 you must change something (the message says
what); 1 a bug in Malmoi.`;

function program(setExit: (code: number) => void): Command {
  const malmoi = new Command("malmoi")
    .description("Scanned documents in, clean non-English training datasets out.")
    .version(malmoiVersion())
    .exitOverride()
    .showHelpAfterError("(add --help for what this command takes)")
    .addHelpText("after", AFTER);
  const sub = (name: string, description: string): Command =>
    malmoi.command(name).description(description).exitOverride();

  sub("build <pipeline>", "build a corpus, or go on with one: only what is new or changed is computed")
    .option("--input <dir...>", "folders of scans, instead of those the pipeline file names")
    .option("--corpus <dir>", "folder of the corpus (default: corpus/<name of the pipeline>)")
    .addOption(new Option("--until <stage>", "stop after this stage").choices(STAGES))
    .option("--workers <n>", "worker processes (default: one a physical core)")
    .option("--dry-run", "say what would be done, and do nothing")
    .option("--json", "print events as JSON Lines")
    .addHelpText("after", "\nExample:\n  malmoi build pipelines/demo.yaml --corpus /data/demo")
    .action(async (pipeline, options) => {
      const { buildCommand } = await import("./commands/build.ts");
      setExit(await buildCommand(pipeline, options));
    });

  sub("status <corpus>", "what is done, and how the last run ended")
    .option("--json", "print one JSON object")
    .action(async (corpus, options) => {
      const { statusCommand } = await import("./commands/status.ts");
      setExit(await statusCommand(corpus, options));
    });

  sub("inspect <corpus> [document]", "one document, kept or dropped, and why; or lists of them")
    .option("--dropped", "list documents that were left out, with every failing rule")
    .option("--rule <rule>", "with --dropped: only those that failed this rule")
    .option("--quarantined", "list what could not be read, with the remedy")
    .option("--cluster <document>", "its duplicates: which one stands and why, and the texts side by side")
    .option("--sql <query>", "query the tables documents, ledger, outcomes, clusters, repeated and release with SQL")
    .option("--limit <n>", "longest list", "50")
    .option("--json", "print JSON")
    .addHelpText(
      "after",
      `
<document> is an id (or its first digits) or a path. Examples:
  malmoi inspect corpus/demo letters/kor.jpg
  malmoi inspect corpus/demo --dropped --rule language
  malmoi inspect corpus/demo --cluster letters/kor.jpg
  malmoi inspect corpus/demo --sql "SELECT outcome, sum(len(pages)) FROM ledger GROUP BY outcome"`,
    )
    .action(async (corpus, document, options) => {
      const { inspectCommand } = await import("./commands/inspect.ts");
      setExit(await inspectCommand(corpus, document, options));
    });

  sub("report <corpus>", "write the HTML report of the last finished run again, and say where it is").action(
    async (corpus) => {
      const { reportCommand } = await import("./commands/report.ts");
      setExit(await reportCommand(corpus));
    },
  );

  sub("tune <corpus> [labels]", "limits of quality rules from documents that you labelled, with confidence intervals")
    .option("--sample <n>", "print documents to label, as CSV to fill in, instead")
    .option("--keep <share>", "least share of good documents that must stay", "0.98")
    .option("--json", "print one JSON object")
    .addHelpText(
      "after",
      `
<labels> is CSV with the columns id and label (keep or drop), or JSON Lines of {id, label}; some 200 of a language are
good. Example:
  malmoi tune corpus/demo --sample 200 > labels.csv
  malmoi tune corpus/demo labels.csv`,
    )
    .action(async (corpus, labels, options) => {
      const { tuneCommand } = await import("./commands/tune.ts");
      setExit(await tuneCommand(corpus, labels, options));
    });

  sub("publish <corpus>", "publish the release of a corpus: to a folder, or to a dataset on the Hugging Face Hub")
    .option("--to <place>", "a folder, or hf://datasets/<organisation>/<name> (default: publish.to of the pipeline)")
    .option("--private", "make the dataset private, if it is not there yet")
    .option("--dry-run", "check the release and say what would be sent, without asking anybody")
    .option("--json", "print events as JSON Lines")
    .addHelpText(
      "after",
      `
The access token is read from HF_TOKEN, or from where \`hf auth login\` keeps it; HF_ENDPOINT names another Hub, HTTPS_PROXY a proxy.
Stopped or cut off, the same command goes on where it was. Example:
  malmoi publish corpus/demo --to hf://datasets/my-archive/letters`,
    )
    .action(async (corpus, options) => {
      const { publishCommand } = await import("./commands/publish.ts");
      setExit(await publishCommand(corpus, options));
    });

  sub("takedown <corpus>", "take documents out of the release, for good: they never come back with a later build")
    .option("--document <id...>", "ids, or their first digits (at least 8)")
    .option("--source <path...>", "files, by their path as `malmoi inspect` shows it")
    .option("--institution <name...>", "everything an institution brought")
    .requiredOption("--reason <text>", "why; the changelog of the dataset repeats it")
    .option("--by <name>", "who asked; kept in takedowns.jsonl of the corpus, never published (default: you)")
    .option("--with-near-duplicates", "also documents of which one of these is nearly a copy")
    .option("--dry-run", "say what would be taken down, and do nothing")
    .option("--json", "print one JSON object")
    .addHelpText(
      "after",
      `
Later builds refuse the same file, the same text, and text of which 70 % is the same. Then publish the new version. Example:
  malmoi takedown corpus/demo --source letters/box-1.pdf --reason "withdrawn by the family"`,
    )
    .action(async (corpus, options) => {
      const { takedownCommand } = await import("./commands/takedown.ts");
      setExit(await takedownCommand(corpus, options));
    });

  sub("ocr <files...>", "recognise scans and print their text")
    .option(
      "--language <tag...>",
      "languages to expect, such as tha_Thai (default: all whose model is there; `malmoi languages` lists them)",
    )
    .addOption(new Option("--format <format>", "form of the output").choices(OCR_FORMS).default("text"))
    .option("--models <dir>", "folder of .traineddata files, looked into first")
    .addOption(new Option("--engine <engine>", "what reads the pages").choices(ENGINE_NAMES).default("tesseract.js"))
    .option("--no-text-layer", "recognise PDF pages even if they have text of their own")
    .action(async (files, options) => {
      const { ocrCommand } = await import("./commands/ocr.ts");
      setExit(await ocrCommand(files, options));
    });

  sub("identify <file>", "which language a text is in; - reads standard input")
    .option("--segments", "which lines are in which language, too")
    .option("--declared <tag>", "what the text is said to be in; clear text outvotes it")
    .option("--json", "print one JSON object")
    .action(async (file, options) => {
      const { identifyCommand } = await import("./commands/identify.ts");
      setExit(await identifyCommand(file, options));
    });

  const evaluate = malmoi.command("eval").description("measure on your own gold data").exitOverride();
  evaluate
    .command("ocr <sets...>")
    .description("error rates of recognition on folders of <page>.<ext> + <page>.gt.txt (+ set.json)")
    .exitOverride()
    .option("--language <tag>", "language of sets without a set.json")
    .option("--models <dir>", "folder of .traineddata files, looked into first")
    .addOption(new Option("--engine <engine>", "what reads the pages").choices(ENGINE_NAMES).default("tesseract.js"))
    .option("--pages", "print every page, the worst first")
    .option("--report <file.html>", "write the figures and the worst pages, beside what was read, as one HTML file")
    .option("--json", "print one JSON object")
    .action(async (sets, options) => {
      const { evalOcrCommand } = await import("./commands/evalOcr.ts");
      setExit(await evalOcrCommand(sets, options));
    });

  evaluate
    .command("language <dir>")
    .description("how well languages are told apart, on a folder of <tag>.txt, one sentence a line")
    .exitOverride()
    .option("--report <file.html>", "write the figures and who is taken for whom as one HTML file")
    .option("--json", "print one JSON object")
    .action(async (folder, options) => {
      const { evalLanguageCommand } = await import("./commands/evalLanguage.ts");
      setExit(await evalLanguageCommand(folder, options));
    });

  const train = malmoi.command("train").description("train Malmoi's own models").exitOverride();
  train
    .command("language <dir>")
    .description("train the model that tells languages, from a folder of <tag>.txt, one sentence a line")
    .exitOverride()
    .requiredOption("--dev <dir>", "the same from other sources, for calibration and thresholds")
    .requiredOption("--out <file>", "where the model is written")
    .option("--samples <n>", "samples of a language in each epoch, at most")
    .option("--epochs <n>", "how often all samples are gone through")
    .addHelpText(
      "after",
      "\nThe same texts and options give the same model, to the byte. It takes about a quarter of an hour.",
    )
    .action(async (folder, options) => {
      const { trainLanguageCommand } = await import("./commands/trainLanguage.ts");
      setExit(await trainLanguageCommand(folder, options));
    });

  train
    .command("quality <dir>")
    .description("train the models that tell how well a text was read, from a folder of <tag>.txt")
    .exitOverride()
    .requiredOption("--dev <dir>", "the same from other sources, for calibration")
    .requiredOption("--out <file>", "where the models are written")
    .addHelpText("after", "\nThe same texts give the same models, to the byte. It takes about two minutes.")
    .action(async (folder, options) => {
      const { trainQualityCommand } = await import("./commands/trainQuality.ts");
      setExit(await trainQualityCommand(folder, options));
    });

  evaluate
    .command("dedupe <sets...>")
    .description("precision and recall of duplicates on .jsonl(.gz) files of {id, doc, text}; equal doc = copies")
    .exitOverride()
    .addOption(
      new Option("--method <method>", "ours, or the MinHash of FineWeb-2 or FinePDFs, number for number")
        .choices(["malmoi", "datatrove-14x8", "datatrove-32x10"])
        .default("malmoi"),
    )
    .option("--similarity <share>", "least share of the smaller text that is in the larger", "0.3")
    .option("--json", "print one JSON object")
    .action(async (sets, options) => {
      const { evalDedupeCommand } = await import("./commands/evalDedupe.ts");
      setExit(await evalDedupeCommand(sets, options));
    });

  evaluate
    .command("quality <sets...>")
    .description("ocr_quality against measured accuracy on .jsonl(.gz) files of {id, text, char_acc, collection?}")
    .exitOverride()
    .option("--language <tag>", "language of the texts (default: identified, collection by collection)")
    .option("--json", "print one JSON object")
    .action(async (sets, options) => {
      const { evalQualityCommand } = await import("./commands/evalQuality.ts");
      setExit(await evalQualityCommand(sets, options));
    });

  evaluate
    .command("pii <sets...>")
    .description(
      "precision and recall of personal data on .jsonl files of {text, language, spans: [{kind, start, end}]}",
    )
    .exitOverride()
    .option("--json", "print one JSON object")
    .addHelpText(
      "after",
      `\nKinds: ${REDACTION_KINDS.join(", ")}. Offsets are code points, as Python counts; end is exclusive.`,
    )
    .action(async (sets, options) => {
      const { evalPiiCommand } = await import("./commands/evalPii.ts");
      setExit(await evalPiiCommand(sets, options));
    });

  const models = sub("models", "the recognition models, and whether they are there")
    .option("--models <dir>", "folder of .traineddata files, looked into first")
    .option("--json", "print JSON")
    .action(async (options) => {
      const { modelsCommand } = await import("./commands/models.ts");
      setExit(await modelsCommand(options));
    });
  models
    .command("get <language...>")
    .description("fetch models that are missing, verified by their SHA-256")
    .exitOverride()
    .option("--from <url>", "a mirror of tessdata_fast 4.1.0, as <url>/<model>.traineddata")
    .addHelpText("after", "\nExample:\n  malmoi models get khm_Khmr lao_Laoo")
    .action(async (languages, options) => {
      const { getModelsCommand } = await import("./commands/models.ts");
      setExit(await getModelsCommand(languages, options));
    });

  sub("languages", "the languages Malmoi knows, and whether their models are installed")
    .option("--json", "print JSON")
    .action(async (options) => {
      const { languagesCommand } = await import("./commands/languages.ts");
      setExit(await languagesCommand(options));
    });
  return malmoi;
}

/** Runs the command line and returns the exit code. Never throws. */
export async function run(args: readonly string[]): Promise<number> {
  let exit: number = EXIT.complete;
  try {
    await program((code) => {
      exit = code;
    }).parseAsync([...args], { from: "user" });
    return exit;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.complete : EXIT.config;
    const record = toErrorRecord(error);
    // For machines, as the last line; for people as well.
    if (args.includes("--json")) process.stdout.write(`${JSON.stringify({ type: "failed", ...record })}\n`);
    process.stderr.write(`\nmalmoi: ${record.message}\n  ${record.hint}\n`);
    if (record.kind === "bug") {
      process.stderr.write(`\n${error instanceof Error ? (error.stack ?? "") : String(error)}\n`);
      return EXIT.bug;
    }
    // A command that goes on after what it could not read says so itself, with `EXIT.partial`.
    return EXIT.config;
  }
}
