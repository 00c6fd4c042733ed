import { expect, test } from "vitest";
import { fromZawgyi, isZawgyi } from "./zawgyi.ts";

/** Article 1 of the Universal Declaration of Human Rights, as it is and as the Zawgyi font wants it. */
const UNICODE = "လူတိုင်းသည် တူညီ လွတ်လပ်သော ဂုဏ်သိက္ခာဖြင့် လည်းကောင်း၊ တူညီလွတ်လပ်သော အခွင့်အရေးများဖြင့်";
const ZAWGYI = "လူတိုင္းသည္ တူညီ လြတ္လပ္ေသာ ဂုဏ္သိကၡာျဖင့္ လည္းေကာင္း၊ တူညီလြတ္လပ္ေသာ အခြင့္အေရးမ်ားျဖင့္";

test("Zawgyi is told from Unicode", () => {
  expect([isZawgyi(UNICODE), isZawgyi(ZAWGYI), isZawgyi("no Burmese"), isZawgyi("")]).toEqual([
    false,
    true,
    false,
    false,
  ]);
});

test("Zawgyi becomes Unicode", () => {
  expect(fromZawgyi("လူတိုင္းသည္")).toBe("လူတိုင်းသည်");
});
