import { repairMojibake } from "@malmoi/core";
import type { Rule } from "./rule.ts";

/** UTF-8 that was read as another encoding. First of all: the controls in it are parts of letters. */
export const mojibake: Rule = { name: "mojibake", touches: /[^\0-\u007f]/, apply: repairMojibake };
