export type Spec = string;
