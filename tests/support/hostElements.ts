/** Stands for `@tarojs/components` where there is no phone: the same tree as HTML, to read what a screen says. */
export const View = 'div';
export const Text = 'span';
export const Button = 'button';
export const Image = 'img';
export const Input = 'input';
