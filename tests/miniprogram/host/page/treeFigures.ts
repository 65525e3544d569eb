import type { ViewElement } from './viewEvents';

/** The size of a page's tree of elements, as WeChat's own audit counts it. */
export interface TreeFigures {
  readonly nodes: number;
  readonly depth: number;
  /** The most children that one element has. */
  readonly children: number;
}

/** Counts the elements of the templates; what is inside a built-in component is the phone's, not the app's. */
export function measureTree(root: Element): TreeFigures {
  let nodes = 0;
  let deepest = 0;
  let widest = 0;
  function visit(element: Element, depth: number): void {
    nodes += 1;
    deepest = Math.max(deepest, depth);
    const children = [...element.children].filter(
      (child) => (child as ViewElement).__wxElement !== undefined,
    );
    widest = Math.max(widest, children.length);
    for (const child of children) visit(child, depth + 1);
  }
  visit(root, 1);
  return { nodes, depth: deepest, children: widest };
}
