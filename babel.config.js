module.exports = {
  presets: [
    [
      'taro',
      {
        framework: 'react',
        ts: true,
        compiler: 'webpack5',
        useBuiltIns: process.env.TARO_ENV === 'h5' ? 'usage' : false,
        // Tests run on Node as it is; the phones' browserslist would turn every class into helper calls.
        ...(process.env.NODE_ENV === 'test' ? { targets: { node: 'current' } } : {}),
      },
    ],
  ],
};
