// One list for the two halves: the template generator (Node) and the runtime (bundle). Taro numbers attributes by
// their position (i.p0, i.p1 …), so that both halves must agree.
const names = ['View', 'Text', 'Image', 'Button', 'Input', 'Picker', 'Switch', 'ScrollView', 'Label'];
const components = Object.fromEntries(
  names.map((name) => [name, { 'aria-role': '', 'aria-label': '', 'aria-hidden': '' }]),
);

module.exports = { components };
