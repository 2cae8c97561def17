import { type Catalogue, en } from "./en.ts";

export const da: Catalogue = en;
