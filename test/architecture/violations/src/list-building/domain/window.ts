export type Window = string;
