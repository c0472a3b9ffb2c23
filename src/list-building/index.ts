export {
  runListBuild,
  type ListBuildArguments,
  type ListBuildOutput,
} from './web/run-list-build.js';
