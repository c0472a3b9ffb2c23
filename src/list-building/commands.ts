// The door for the command line: what runs without a server and a database, and starts without loading either.
export { runListBuild, type ListBuildArguments } from './web/run-list-build.js';
export { runListCheck, type ListCheckArguments } from './web/run-list-check.js';
export { runListCompare, type ListCompareArguments } from './web/run-list-compare.js';
