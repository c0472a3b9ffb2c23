export type Alone = string;
