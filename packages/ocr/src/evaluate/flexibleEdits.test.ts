import { describe, expect, it } from "vitest";
import { flexibleEdits } from "./flexibleEdits.ts";

const MANY = 1_000_000;

describe("flexibleEdits", () => {
  it("forgives the order of lines", () => {
    expect(flexibleEdits(["la casa ", "el río "], ["el río ", "la casa "], MANY)).toBe(0);
  });

  it("counts what is wrong inside moved lines", () => {
    expect(flexibleEdits(["la casa vieja ", "el río ancho "], ["el rio ancho ", "la caza vieja "], MANY)).toBe(2);
  });

  it("cuts lines that run across two columns", () => {
    const left = ["primera línea izquierda ", "segunda de la izquierda ", "tercera a la izquierda "];
    const right = ["esto está a la derecha ", "y sigue aquí abajo ", "hasta que termina "];
    const across = left.map((line, index) => line + (right[index] ?? ""));
    expect(flexibleEdits([...left, ...right], across, MANY)).toBe(0);
  });

  it("cuts lines of the truth as well", () => {
    expect(flexibleEdits(["abcdefgh ijklmnop "], ["ijklmnop ", "abcdefgh "], MANY)).toBe(0);
  });

  it("a short line does not tear a long one apart", () => {
    expect(flexibleEdits(["era el año de 1910 ", "1 "], ["1 ", "era el año de 1910 "], MANY)).toBe(0);
  });

  it("counts lost and invented text once", () => {
    expect(flexibleEdits(["la casa ", "el río "], ["la casa "], MANY)).toBe(7);
    expect(flexibleEdits(["la casa "], ["la casa ", "el río "], MANY)).toBe(7);
    expect(flexibleEdits(["la casa "], [], MANY)).toBe(8);
    expect(flexibleEdits(["aaaaaaaa"], ["bbbbbbbb"], MANY)).toBe(8);
  });

  it("takes a repeated line once for each time it is there", () => {
    expect(flexibleEdits(["sol ", "sol "], ["sol "], MANY)).toBe(4);
    expect(flexibleEdits(["sol "], ["sol ", "sol ", "sol "], MANY)).toBe(8);
  });

  it("never exceeds the errors in reading order", () => {
    expect(flexibleEdits(["la casa ", "el río "], ["xyz "], 3)).toBe(3);
  });

  it("counts code points beyond the basic plane as one", () => {
    expect(flexibleEdits(["𠮷野家の牛丼", "本日休業"], ["本日休業", "吉野家の牛丼"], MANY)).toBe(1);
  });
});
