import { Injectable } from '@nestjs/common';
import type { TerritoryCode } from '../../kernel/ids.js';

/** A territory that a role can be held over. */
export interface GrantTerritory {
  readonly code: TerritoryCode;
  readonly name: { readonly kk: string; readonly ru: string; readonly en: string };
}

type TerritorySource = () => Promise<readonly GrantTerritory[]>;

/** The territories there are. The module that keeps them says so when it starts; this one only asks. */
@Injectable()
export class GrantTerritories {
  private source: TerritorySource = () => Promise.resolve([]);

  know(source: TerritorySource): void {
    this.source = source;
  }

  async all(): Promise<readonly GrantTerritory[]> {
    return await this.source();
  }
}
