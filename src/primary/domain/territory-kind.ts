/** What a territory is called in the state's own division; its level follows from its depth in the tree. */
export type TerritoryKind = 'country' | 'region' | 'republican-city' | 'district' | 'city';
