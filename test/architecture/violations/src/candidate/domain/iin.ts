export type Iin = string;
