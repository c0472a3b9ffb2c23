import { Controller, Get } from '@nestjs/common';
import { METHOD_METADATA } from '@nestjs/common/constants.js';
import {
  DiscoveryModule,
  DiscoveryService,
  MetadataScanner,
  ModulesContainer,
  Reflector,
} from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { accessRuleKey } from '../../src/platform/identity/access.js';
import { PlainRoutes } from '../../src/platform/web/index.js';
import { testApp, type TestApp } from '../support/app.js';

type Handler = (...args: unknown[]) => unknown;

/** The routes that declare neither on the handler nor on the controller who may call them. */
function undeclared(controllers: ReturnType<DiscoveryService['getControllers']>): string[] {
  const reflector = new Reflector();
  const scanner = new MetadataScanner();
  return controllers.flatMap(({ metatype, instance }) => {
    if (!metatype || typeof instance !== 'object' || instance === null) return [];
    const prototype = Object.getPrototypeOf(instance) as Record<string, Handler>;
    return scanner
      .getAllMethodNames(prototype)
      .map((name) => ({ name, handler: prototype[name]! }))
      .filter(({ handler }) => reflector.get<unknown>(METHOD_METADATA, handler) !== undefined)
      .filter(({ handler }) => !reflector.getAllAndOverride(accessRuleKey, [handler, metatype]))
      .map(({ name }) => `${metatype.name}.${name}`);
  });
}

@Controller('left-open')
class LeftOpenController {
  @Get()
  show(): string {
    return 'nobody said who may see this';
  }
}

describe('access', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await testApp();
  });

  afterAll(() => app.close());

  it('is declared by every route of the application', () => {
    const discovery = new DiscoveryService(app.get(ModulesContainer));
    const controllers = discovery.getControllers();
    expect(controllers.length).toBeGreaterThan(3);
    expect(undeclared(controllers)).toEqual([]);
  });

  it('is declared by the routes that go past the framework, and asked by them', async () => {
    const routes = app.get(PlainRoutes).all;
    expect(routes.map(({ path, access }) => [path, access])).toEqual([
      ['api/rounds/:roundId/authorisation', { kind: 'signed-in', roles: ['voter'] }],
      ['api/rounds/:roundId/ballots', { kind: 'public' }],
    ]);
    const guarded = routes.filter(({ access }) => access.kind !== 'public');
    for (const { path } of guarded) {
      const stranger = await app.browser().post(`/${path}`, {});
      const observer = app.browser();
      await observer.signIn(await app.staff('observer'));
      const csrf = /name="_csrf" value="([^"]*)"/.exec((await observer.get('/sign-in')).body)?.[1];
      const other = await observer.post(`/${path}`, {}, { 'x-csrf-token': csrf ?? '' });
      expect([stranger.status, other.status]).toEqual([401, 403]);
    }
  });

  it('is missed where a route forgets it', async () => {
    const module = await Test.createTestingModule({
      imports: [DiscoveryModule],
      controllers: [LeftOpenController],
    }).compile();
    expect(undeclared(module.get(DiscoveryService).getControllers())).toEqual([
      'LeftOpenController.show',
    ]);
  });
});
