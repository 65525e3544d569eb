export default defineAppConfig({
  pages: [
    'pages/home/index',
    'pages/my-reservations/index',
    'pages/me/index',
    'pages/slots/index',
    'pages/confirm/index',
    'pages/reservation/index',
    'pages/people/index',
    'pages/person/index',
    'pages/nearest/index',
    // The screen in a hall is a browser.
    ...(process.env.TARO_ENV === 'h5' ? ['pages/display/index'] : []),
  ],
  /** Downloaded apart, when somebody goes there. */
  subPackages: [
    { root: 'pages/halls', pages: ['index'] },
    { root: 'pages/glance', pages: ['index'] },
    { root: 'pages/waitlist', pages: ['index'] },
    { root: 'queue', pages: ['take/index', 'ticket/index'] },
    { root: 'guide', pages: ['need/index', 'service/index', 'destinations/index', 'documents/index'] },
    {
      root: 'desk',
      pages: [
        'enter/index',
        'today/index',
        'window/index',
        'issue/index',
        'entrance/index',
        'capacity/index',
        'seats/index',
        'session/index',
        'documents/index',
        'numbers/index',
        'kiosks/index',
        'review/index',
        'review/request/index',
      ],
    },
    {
      root: 'oversight',
      pages: ['home/index', 'appeals/index', 'letters/index', 'patterns/index', 'staff/index', 'audit/index'],
    },
    {
      root: 'account',
      pages: ['messages/index', 'my-data/index', 'link/index', 'standing/index', 'consents/index'],
    },
    { root: 'requests', pages: ['submit/index', 'mine/index', 'detail/index'] },
  ],
  /** What most people open next, fetched while they read the first page. */
  preloadRule: {
    'pages/home/index': { network: 'all', packages: ['pages/halls', 'pages/glance', 'queue'] },
  },
  window: {
    navigationBarTitleText: '出入境预约',
    navigationBarBackgroundColor: '#123f73',
    navigationBarTextStyle: 'white',
    backgroundColor: '#f2f5f9',
    backgroundTextStyle: 'dark',
  },
  tabBar: {
    color: '#566273',
    selectedColor: '#123f73',
    backgroundColor: '#ffffff',
    borderStyle: 'black',
    list: [
      {
        pagePath: 'pages/home/index',
        text: '首页',
        iconPath: 'assets/tab-home.png',
        selectedIconPath: 'assets/tab-home-chosen.png',
      },
      {
        pagePath: 'pages/my-reservations/index',
        text: '我的预约',
        iconPath: 'assets/tab-mine.png',
        selectedIconPath: 'assets/tab-mine-chosen.png',
      },
      {
        pagePath: 'pages/me/index',
        text: '我的',
        iconPath: 'assets/tab-me.png',
        selectedIconPath: 'assets/tab-me-chosen.png',
      },
    ],
  },
  lazyCodeLoading: 'requiredComponents',
  ...(process.env.TARO_ENV === 'weapp'
    ? {
        cloud: true,
        requiredPrivateInfos: ['getFuzzyLocation', 'chooseLocation'],
        permission: {
          'scope.userFuzzyLocation': { desc: '用您的大概位置算到各大厅的路程，不保存' },
        },
      }
    : {}),
});
