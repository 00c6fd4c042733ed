import { planUpload, publishToHub } from "@malmoi/publish";

// Publishes a release, to be killed at it: publishOnce.ts <release> <hub> <token> <name>
const [release = "", hubUrl = "", token = "", name = ""] = process.argv.slice(2);
await publishToHub(
  await planUpload(release),
  { hubUrl, token, namespace: "archive", name, private: false },
  { report: () => {} },
);
