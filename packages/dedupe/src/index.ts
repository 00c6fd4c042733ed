export { ClusterEntry } from "./cluster/entry.ts";
export { clusterDocuments, type Clusters } from "./cluster/clusterDocuments.ts";
export { StepFolder } from "./cluster/stepFolder.ts";
export { partsOf } from "./cluster/clusterSegments.ts";
export { BUCKET_BOUND, meet, Meeting } from "./cluster/meet.ts";
export { BUCKET_RANGES, Segment, segmentOf, writeSegment } from "./cluster/segment.ts";
export { attachStep, joinStep, membersStep, rarityStep, verifyStep } from "./cluster/steps.ts";
export {
  clusterStage,
  ClusterSummary,
  type ClusterInput,
  type ClusterItem,
  type ClusterOptions,
} from "./clusterStage.ts";
export {
  AttachItem,
  attachStage,
  JoinItem,
  joinStage,
  MeetItem,
  meetStage,
  MembersItem,
  membersStage,
  RarityItem,
  rarityStage,
  SegmentItem,
  segmentStage,
  VerifyItem,
  verifyStage,
} from "./clusterSteps.ts";
export { comparable } from "./comparable.ts";
export {
  ParagraphLine,
  paragraphStage,
  ParagraphSummary,
  type ParagraphInput,
  type ParagraphItem,
} from "./paragraphs/paragraphStage.ts";
export { repeatedStage, RepeatedSummary, type RepeatedInput, type RepeatedItem } from "./paragraphs/repeatedStage.ts";
export { type Measure, trimStage, TrimSummary, type TrimInput, type TrimItem } from "./paragraphs/trimStage.ts";
export { datatroveClusters } from "./datatrove/datatroveClusters.ts";
export { DATATROVE_CONFIGS, type DatatroveConfig, datatroveSignature } from "./datatrove/datatroveSignature.ts";
export { type DedupeScore, type GoldText, readDedupeGold, scoreClusters } from "./evaluate.ts";
export { shingles } from "./shingles.ts";
export { signatureOf, type TextSignature } from "./signatureOf.ts";
export { Signature, signatureStage, type SignatureInput, type SignatureItem } from "./signatureStage.ts";
export { encodeSketch, sampleOf, similarityOf } from "./sketch.ts";
