import { validate as isCuit } from "stdnum/lib/cjs/ar/cuit.js";
import { validate as isCnpj } from "stdnum/lib/cjs/br/cnpj.js";
import { validate as isCpf } from "stdnum/lib/cjs/br/cpf.js";
import { validate as isRut } from "stdnum/lib/cjs/cl/rut.js";
import { validate as isNit } from "stdnum/lib/cjs/co/nit.js";
import { validate as isCurp } from "stdnum/lib/cjs/mx/curp.js";
import { validate as isRfc } from "stdnum/lib/cjs/mx/rfc.js";
import { validate as isRuc } from "stdnum/lib/cjs/pe/ruc.js";
import { label } from "../context.ts";
import { type IdRule, isGrouped, written } from "./idRule.ts";

const CEDULA = label(
  "C\\. ?C\\.|cédula de (?:ciudadanía|extranjería)|cédula(?: n[o°º.úu])|NUIP|tarjeta de identidad",
  16,
);

export const LATIN_AMERICAN_IDS: readonly IdRule[] = [
  {
    name: "br_cpf",
    pattern: written("\\d{3}\\.\\d{3}\\.\\d{3}\\s?[-–/]\\s?\\d{2}|\\d{9}-\\d{2}|\\d{3} \\d{3} \\d{3} \\d{2}|\\d{11}"),
    valid: (number) => isCpf(number).isValid,
    label: label("CPF(?:/MF)?|C\\.P\\.F\\.?|CIC|cadastro de pessoas físicas"),
    alone: (found, language) => found.includes(".") || (language === "por_Latn" && !found.includes(" ")),
  },
  {
    name: "br_cnpj",
    pattern: written("[\\dA-Z]{2}\\.[\\dA-Z]{3}\\.[\\dA-Z]{3}/[\\dA-Z]{4}-\\d{2}|\\d{14}"),
    valid: (number) => isCnpj(number).isValid,
    label: label("CNPJ(?:/MF)?|C\\.N\\.P\\.J\\.?|CGC"),
    alone: isGrouped,
  },
  {
    name: "ar_cuil",
    pattern: written("\\d{2}\\s?[-–/]\\s?\\d{8}\\s?[-–/]\\s?\\d|\\d{2}-\\d{2}\\.\\d{3}\\.\\d{3}-\\d|\\d{11}"),
    valid: (number) => isCuit(number).isValid,
    label: label("CUIL|CUIT|C\\.U\\.I\\.[LT]\\.?|CUIT/CUIL|CUIL/CUIT"),
    alone: isGrouped,
  },
  {
    // Argentina, Peru and others call it so; of its digits nothing can be checked.
    name: "es_dni",
    pattern: written("\\d{1,2}\\.\\d{3}\\.\\d{3}|\\d{7,8}(?:-?[\\dA-Z])?"),
    valid: () => true,
    label: label(
      "DNI|D\\.N\\.I\\.?|documento nacional de identidad|libreta (?:cívica|de enrolamiento)|L\\.E\\.|L\\.C\\.",
      12,
    ),
  },
  {
    name: "cl_rut",
    pattern: written("\\d{1,2}\\.\\d{3}\\.\\d{3}\\s?[-–]\\s?[\\dKk]|\\d{7,8}-[\\dKk]"),
    valid: (number) => isRut(number).isValid,
    label: label(
      "RUT|R\\.U\\.T\\.?|RUN|R\\.U\\.N\\.?|rol único (?:tributario|nacional)|cédula(?: nacional)? de identidad",
    ),
    alone: (found) => found.includes("."),
  },
  {
    name: "mx_curp",
    pattern: written("[A-Z]{4}\\d{6}[HMX][A-Z]{5}[\\dA-Z]\\d"),
    valid: (number) => isCurp(number).isValid,
    label: label("CURP|clave única de registro de población"),
    alone: () => true,
  },
  {
    name: "mx_rfc",
    pattern: written("[A-ZÑ&]{3,4}[- ]?\\d{6}[- ]?[\\dA-Z]{3}"),
    valid: (number) => isRfc(number).isValid,
    label: label("RFC|R\\.F\\.C\\.?|registro federal de contribuyentes"),
    alone: () => true,
  },
  {
    // Six to ten digits, without a check digit.
    name: "co_cedula",
    pattern: written("\\d{1,3}(?:\\.\\d{3}){1,3}|\\d{1,3}(?:,\\d{3}){2,3}|\\d{6,8}|\\d{10}"),
    valid: (number) => number.length >= 6 && number.length <= 10 && number.length !== 9,
    label: {
      // "CC" in capitals only: "cc" are cubic centimetres.
      test: (before) => CEDULA.test(before) || /(?<!\p{L})CC[^\p{N}]{0,16}$/u.test(before),
    },
  },
  {
    name: "co_nit",
    pattern: written("\\d{3}\\.\\d{3}\\.\\d{3}\\s?[-–]\\s?\\d|\\d{8,10}-\\d"),
    valid: (number) => isNit(number).isValid,
    label: label("NIT|N\\.I\\.T\\.?"),
  },
  {
    name: "pe_ruc",
    pattern: written("\\d{11}"),
    valid: (number) => isRuc(number).isValid,
    label: label("RUC|R\\.U\\.C\\.?|registro único de contribuyentes"),
  },
];
