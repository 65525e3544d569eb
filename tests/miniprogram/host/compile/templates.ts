import { TmplGroup } from 'glass-easel-template-compiler';
import type { CompileWarning, Platform } from '../program';
import { axmlToWxml, sjsToWxs } from './alipayToWeChat';
import { type ProgramFiles, withoutSuffix } from './programFiles';

interface TemplateProblem {
  readonly message: string;
  readonly startLine: number;
  readonly startColumn: number;
}

export interface CompiledTemplates {
  /** Text of an expression: every template by its path, as glass-easel's core wants it. */
  readonly expression: string;
  readonly warnings: readonly CompileWarning[];
}

/** Compiles every template and template script of a program. */
export function compileTemplates(platform: Platform, files: ProgramFiles): CompiledTemplates {
  const group = new TmplGroup();
  const warnings: CompileWarning[] = [];
  const [templateSuffix, scriptSuffix] = platform === 'weapp' ? ['.wxml', '.wxs'] : ['.axml', '.sjs'];
  for (const name of files.names.filter((each) => each.endsWith(templateSuffix))) {
    const wxml = platform === 'weapp' ? files.text(name) : axmlToWxml(files.text(name));
    const problems = group.addTmpl(withoutSuffix(name), wxml) as TemplateProblem[];
    warnings.push(...problems.map((problem) => toWarning(name, problem)));
  }
  for (const name of files.names.filter((each) => each.endsWith(scriptSuffix))) {
    const wxs = platform === 'weapp' ? files.text(name) : sjsToWxs(files.text(name));
    group.addScript(withoutSuffix(name), wxs);
  }
  const expression = reportMissingTemplates(group.getTmplGenObjectGroups());
  group.free();
  return { expression, warnings };
}

function toWarning(file: string, { message, startLine, startColumn }: TemplateProblem): CompileWarning {
  return { file, message: `${startLine + 1}:${startColumn + 1} ${message}` };
}

/**
 * `<template is="…">` without such a template renders nothing, in silence, as on a phone. A test wants to hear of
 * it: the generated look-up is made to call `missingTemplate`, which the page half of the host defines.
 */
function reportMissingTemplates(generated: string): string {
  const lookup = 'return S[P]};';
  if (!generated.includes(lookup))
    throw new Error('The template compiler writes its look-ups differently now.');
  return generated.replaceAll(lookup, 'return S[P]||missingTemplate(P)};');
}
