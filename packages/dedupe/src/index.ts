export { ClusterEntry } from "./cluster/entry.ts";
export { clusterDocuments, type Clusters } from "./cluster/clusterDocuments.ts";
export {
  clusterStage,
  ClusterSummary,
  type ClusterInput,
  type ClusterItem,
  type ClusterOptions,
} from "./clusterStage.ts";
export { comparable } from "./comparable.ts";
export { type DedupeScore, readDedupeGold, scoreClusters } from "./evaluate.ts";
export { shingles } from "./shingles.ts";
export { signatureOf, type TextSignature } from "./signatureOf.ts";
export { Signature, signatureStage, type SignatureInput, type SignatureItem } from "./signatureStage.ts";
export { sampleOf, similarityOf } from "./sketch.ts";
