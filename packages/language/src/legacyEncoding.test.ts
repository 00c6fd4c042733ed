import { expect, test } from "vitest";
import { identify } from "./identify.ts";

/** Article 1 of the Universal Declaration of Human Rights, as it is and as the Zawgyi font wants it. */
const UNICODE = "လူတိုင်းသည် တူညီ လွတ်လပ်သော ဂုဏ်သိက္ခာဖြင့် လည်းကောင်း၊ တူညီလွတ်လပ်သော အခွင့်အရေးများဖြင့်";
const ZAWGYI = "လူတိုင္းသည္ တူညီ လြတ္လပ္ေသာ ဂုဏ္သိကၡာျဖင့္ လည္းေကာင္း၊ တူညီလြတ္လပ္ေသာ အခြင့္အေရးမ်ားျဖင့္";

test("identification says so, and names the language all the same", () => {
  expect(identify(ZAWGYI)).toMatchObject({ language: "mya_Mymr", encoding: "zawgyi" });
  expect(identify(UNICODE)).toMatchObject({ language: "mya_Mymr", encoding: "unicode" });
});

test("UTF-8 that was read as windows-1252 is known by what it was", () => {
  const misread = new TextDecoder("windows-1252").decode(
    new TextEncoder().encode("ที่นี่ไม่มีน้ำ คนทั้งหลายเกิดมามีอิสระและเสมอภาคกัน"),
  );
  expect(identify(misread)).toMatchObject({ language: "tha_Thai", script: "Thai" });
});
