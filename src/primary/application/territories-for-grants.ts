import { Injectable, type OnModuleInit } from '@nestjs/common';
import { GrantTerritories } from '../../platform/identity/index.js';
import { TerritoryRepository } from '../persistence/territory.repository.js';

/** Says which territories a role can be held over. */
@Injectable()
export class TerritoriesForGrants implements OnModuleInit {
  constructor(
    private readonly grants: GrantTerritories,
    private readonly territories: TerritoryRepository,
  ) {}

  onModuleInit(): void {
    this.grants.know(() => this.territories.all());
  }
}
