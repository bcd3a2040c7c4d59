import type { Language } from '../language.ts';
import { set, table } from './word-lists.ts';

const GIVEN =
  '(?:给出|说明|提供|告诉|提到|说|指明|写明|注明|指出|明确|交代|标明|列出|确定|已知|知道|提及|规定|具体|给定|显示|给)';

export const chinese = {
  name: 'Chinese',
  script: /[\u4e00-\u9fff]/,
  marks: set(''),
  decimalComma: false,
  numberWords: {},
  multipliers: {},
  parts: {},
  joiners: set(''),
  articles: set(''),
  abbreviations: set(''),
  stopWords: set(
    '的 了 是 在 有 和 与 或 请 请问 我 你 您 他 她 它 们 我们 你们 他们 这 那 这个 那个 什么 吗 呢 吧 也 都 就 才 还 需要 知道 告诉 提供 题目 问题 题 信息 数据 条件 补充 说明 给出 没有 因为 所以 因此 由于 无法 不能 可以 能 请您 请你 一下 具体 到底 究竟 是多少 值 数值 答案 正确 哪个',
  ),
  fillers: set(
    '请问 请您 请你 请 提供 补充 更多 进一步 完整 详细 必要 足够 相关 缺少 缺失 遗漏 其他 额外 的 信息 数据 条件 细节 资料 内容 题目 问题 题 这道题 该题 本题 检查 确认 核对 一下 再次 重新 澄清 说明 能否 能不能 可以 是否 我 我们 你 您 需要 才能 以便 解答 求解 解决 计算 回答 无法 不能 不足 不够 给出 抱歉 对不起 由于 因为 所以 因此 有误 错误 有 没有 是 不 充分 , . ! ? 这 那 了 吗 呢 和 以 来 能 给 该 此 道 还 后 并 及 清楚 明确 看 答 确定 答案 求解 解出 无解 必要 信息不足 条件不足 道题 这道 已知 目前 根据 现有',
  ),
  words: table(`
    种类:#kind 品牌:#kind 名字:#kind 产地:#kind
    价格:price 单价:price 售价:price 价钱:price 费用:price 多少钱:price 票价:price 学费:price 标价:price 原价:price
    房租:price 付:pay 支付:pay 付款:pay 交:pay 元:dollar 美元:dollar 欧元:dollar 法郎:dollar 块钱:dollar 钱:dollar
    美分:dollar 手续费:fee 起步价:fee 起步费:fee 底薪:income|basic 薪:income 收入:income 工资:income 挣:income 赚:income 利润:profit 盈利:profit
    花:spend|flower 花费:spend 花了:spend 存:save 节省:save 储蓄:save 攒:save 找零:change 找回:change 汇率:exchange
    速度:speed 车速:speed 快:speed 多快:speed 流速:speed 时速:speed 速率:rate 流量:rate 效率:rate 时间:time 多久:time
    多长时间:time 时长:time 用时:time 耗时:time 小时:hour 钟头:hour 分钟:minute 分:minute|point|share 秒:seconds
    天:day 日:day 每天:day 周:week 星期:week 月:month 每月:month 年:year 岁:year 周末:weekend 星期六:weekend
    星期日:weekend 年龄:age 岁数:age 多大:age 几岁:age 年纪:age 距离:distance 路程:distance 多远:distance 相距:distance
    路:distance|path 长度:length 多长:length 长:length 宽度:width 宽:width 多宽:width 高度:height 高:height
    多高:height 身高:height 深度:depth 深:depth 面积:area 周长:perimeter 体积:volume 容量:volume 升:volume 容积:volume
    容纳:capacity 座位数:capacity 载客:capacity 重量:weight 重:weight 多重:weight 质量:weight 千克:kilogram
    公斤:kilogram 克:gram 公里:kilometre 千米:kilometre 米:metre 厘米:centimetre 百分之:percent 百分比:percent
    百分率:percent 百分点:percent 利率:interest 利息:interest 年利率:interest 折扣:discount 打折:discount 降价:discount
    减价:discount 优惠:discount 涨价:increase 涨:increase 上涨:increase 增加:increase 涨幅:increase 提高:increase
    涨了:increase 差:difference 相差:difference 差距:difference 一共:total 总共:total 总:total 合计:total 共:total
    总数:total 总量:total 每:each 各:each 每个:each 数量:#count 多少:#count 几:#count 个数:#count
    人数:#count 数目:#count 平均:average 一半:half 四分之一:quarter 部分:part 比例:part 开始:initially
    最初:initially 原来:initially 起初:initially 出发:initially 原有:initially 原:initially 现在:now 今天:now
    目前:now 剩:leave 剩下:leave 余:leave 还剩:leave 剩余:leave 装:hold 盛:hold 含有:hold
    朋友:friend 人:person 客人:person 旅客:person 乘客:person|passenger 成员:person|member 孩子:child 儿童:child
    小孩:child 儿子:child 女儿:child 男孩:child 女孩:child 成人:adult 大人:adult 学生:pupil 同学:pupil 老师:teacher
    教师:teacher 工人:worker 母亲:mother 妈妈:mother 父亲:father 爸爸:father 哥哥:brother 弟弟:brother 兄弟:brother
    姐姐:sister 妹妹:sister 表弟:cousin 表哥:cousin 表妹:cousin 邻居:neighbour 组:group 小组:group 团:group
    家庭:family 班:class 班级:class 学校:school 队:team 农民:farmer 面包师:baker 盒:box|pack 箱:box|crate|tank
    盒子:box 箱子:box|crate 筐:crate 袋:bag 袋子:bag 包:bag|pack 罐:jar 罐子:jar 瓶:jar|bottle 杯:glass|cup
    杯子:glass 玻璃杯:glass 篮:basket 篮子:basket 盘:tray 托盘:tray 水箱:tank 油箱:tank 水池:tank|pool 桶:bucket
    书架:shelf 架子:shelf 层:shelf|layer|floor 桌子:table 桌:table 椅子:chair 座位:seat 座:seat 位子:seat 排:row
    行:row|travel 房间:room 教室:room 房子:house 家:house|home 花园:garden 菜园:garden 田:field 农田:field 场地:field
    田地:field 栅栏:fence 围栏:fence 篱笆:fence 铁丝:wire 电线:wire 墙:wall 小路:path 公路:road 道路:road 树:tree
    植物:plant 游泳池:pool 泳池:pool 水:water 水泵:pump 泵:pump 机器:machine 打印机:printer 页:page 页数:page 书:book
    本书:book 笔记本:notebook 本子:notebook 练习本:notebook 钢笔:pen 笔:pen 铅笔:pencil 票:ticket 门票:ticket
    车票:ticket 地图:map 邮票:stamp 硬币:coin 弹珠:marble 玻璃球:marble 球:ball 玩具:toy 衬衫:shirt 衣服:shirt 夹克:jacket
    外套:jacket 鞋:shoe 苹果:apple 橙子:orange 橘子:orange 柠檬:lemon 香蕉:banana 饼干:cookie 曲奇:cookie 蛋糕:cake
    面包:bread 面包卷:roll 小面包:roll 鸡蛋:egg 蛋:egg 母鸡:hen 鸡:hen 面粉:flour 糖:sugar 牛奶:milk 果汁:juice 茶:tea
    茶叶:tea 咖啡:coffee 蜂蜜:honey 杏仁:almond 三明治:sandwich 水果:fruit 糖果:sweet 巧克力:chocolate 披萨:pizza
    比萨:pizza 煎饼:pancake 薄煎饼:pancake 大米:rice 米饭:rice 土豆:potato 水泥:cement 蜡烛:candle 瓷砖:tile 绳子:rope
    绳:rope 汽车:car 车:car 小汽车:car 公交车:bus 巴士:bus 大巴:bus 客车:bus 火车:train 列车:train 自行车:bicycle 船:boat
    飞机:plane 出租车:taxi 车站:station 站:station|stop 停靠:station|stop 停:stop 停车:stop 停留:stop 骑车人:cyclist
    骑车:cyclist 骑行:cyclist|ride 泳道:lane 圈:round 游戏:game 比赛:game 得分:point 分数:point 成绩:point 测试:test
    测验:test 考试:test 次:test 第三:third 第一:first 前:first 首:first 第二:second 第四:fourth 最后:last 上午:morning
    早上:morning 早晨:morning 下午:afternoon 账户:account 银行:bank 包裹:parcel 收容所:shelter 礼物:gift 聚会:party
    订单:order 红:red 红色:red 蓝:blue 蓝色:blue 绿:green 绿色:green 黄:yellow 黄色:yellow 黑:black 黑白:black
    白:white 颜色:colour 彩色:colour 大:big|large 小:small 新:new 较轻:lighter 轻:lighter 较重:heavier 另:other
    其他:other 其余:other 普通:regular|ordinary 基本:basic 起步:basic 满:full 空:empty 买:buy 购买:buy 卖:sell
    出售:sell 售出:sell 给:give 送:give 吃:eat 读:read 看:read 烤:bake 做:bake|make 制作:make 生产:make 刷:paint
    粉刷:paint 装满:fill 注满:fill 走:walk 步行:walk 跑:run 游:swim 游泳:swim 骑:ride 行驶:ride|travel 工作:work
    平分:share 分担:share 均分:share 份:share 份额:share 得:get 得到:get 收到:get 上车:board 下车:alight 需要:need
    单独:alone 独自:alone 一起:together 共同:together 自己:own 工作日:weekday 数字:number 地板:floor 楼:floor 边:side
    正方形:square 长方形:rectangle 圆:circle 半径:radius 直径:diameter 克利奥:cleo 食谱:recipe 配方:recipe 羊:sheep
    牛:cow 狗:dog 猫:cat 旅馆:hotel 酒店:hotel 夜:night 晚:night 歌:song 照片:photo 信:letter 门:door 窗:window
    课:lesson 课程:course 旅行:trip 旅程:trip|journey 行程:journey 电池:battery 手机:phone 电话:phone 套餐:plan
    电:electricity 餐:meal 块:piece 件:piece 片:piece|slice 张:sheet 木板:board  `),
  endings: [],
  counted: /$^/,
  phrases: [
    // "… is how much?" tells no measure.
    [/(?:是|为|等于)多少(?=\s?(?:[,.?;!]|$))/g, ''],
    [/多少(?:钱|元|美元|欧元)|几(?:元|块)/g, '#money'],
    [/(?:多久|多长时间|多少(?:分钟|小时|天|时间)|几(?:分钟|小时|天))/g, '#time'],
    [/(?:多大|几岁|多少岁|年龄)/g, '#age'],
    [/(?:多高)/g, 'height'],
    [/(?:多宽)/g, 'width'],
    [/(?:多深)/g, 'depth'],
    [/(?:多远|多少(?:公里|千米|米路))/g, 'distance'],
    [/(?:多快)/g, '#speed'],
    [/(?:多重|多少(?:克|千克|公斤))/g, '#weight'],
    [/(?:百分之几|百分之多少|百分比|百分率)/g, '#percent'],
    [
      /(?:多少|几)(?:个|名|人|只|本|支|张|辆|页|位|瓶|盒|箱|袋|块|颗|枚|次|分|棵|头|件|双|包|杯|站)?/g,
      '#count',
    ],
  ],
  patterns: {
    toGrader: [/(?:评分|阅卷|评卷)(?:者|人|老师|员).{0,40}(?:标记|判|给分|评为)/],
    courtesy: [
      /(?:如果|若|如)(?:您|你)?(?:还)?有(?:任何|其他|什么|疑问|问题)|希望(?:这|对|能)|需要我(?:再|继续|详细|进一步)|还有(?:什么|其他)(?:问题|疑问)|要不要我|欢迎(?:随时|继续)/,
    ],
    selfTalk: [
      /^(?:为什么|怎么(?:算|办|求|做)|那么,?(?:怎么|如何)|对吗|是不是很|如何(?:求|计算|解))/,
    ],
    ownStep: [/^(?:首先|先|然后|接着)?,?(?:我们)?(?:需要|要|得)(?:先)?(?:求|算|计算|找|确定|设)/],
    addressed: [/[您你]|请|我(?:该|应该|要)(?:用|按|以|采用)/],
    interrogative: [/[吗呢?]|什么|多少|几|哪|谁|怎|如何|是否|何时|为何|多[大高宽深远久长快重]/],
    yesNo: [/吗\s?\?/],
    indirectRequest: [
      /(?:能否|能不能|可否|可以|是否可以|可不可以|能)(?:请)?(?:您|你)?(?:请)?(?:告诉|告知|提供|补充|给出|说明|确认|澄清|核对|指明|明确)/,
      /(?:我|还|仍|仍然|只)(?:还|只|仍)?(?:需要|要|想)(?:知道|了解|您|你|先知道|明确|补充|确认)/,
      /需要(?:您|你)|需(?:要)?补充|(?:我|我们)需要[^,.]{0,20}(?:数据|信息|数值|速度|价格|数量|长度|宽度|高度|年龄|时间|距离)/,
      /(?:如果|若|只要|一旦)(?:您|你)(?:能)?(?:告诉|提供|给出|补充|知道)/,
      /(?:知道了|知道后|有了).{0,12}(?:才能|就能|即可|便可)/,
      /(?:想|要)(?:请问|问一下|确认)|敢问|麻烦(?:您|你)?/,
    ],
    imperativeRequest: [
      /请(?!注意|记住|看|不要|勿|放心|参考|忽略)(?:您|你)?(?:先|再|尽快|务必)?(?:告诉|告知|提供|补充|给出|说明|确认|澄清|核对|核实|检查|指明|明确|问|重新|修改|完善|写明|注明|回答|给|查|选择)/,
      /(?:^|[,.:;])(?:告诉我|提供|补充|说明一下|确认一下|给我)/,
    ],
    notRequest: [/请注意|请记住|不需要|无需|题目(?:要求|问)/],
    pointsBack: [
      /这|那|它|其|该|此|哪(?:个|一个|种)|二者|两者|补充(?:一下|完整)?\s?[.!?]?$|缺(?:少|失)的|上述|以上/,
    ],
    purpose: [
      /[,;] ?(?:以便|这样|才能|就能|我就|我才|然后|便可|否则|不然|因为|方能|好让).{0,200}$/,
    ],
    choice: [
      /哪(?:个|一个|种|项|一)|(?:还是|抑或|或者|或是).{0,60}|到底|究竟|以(?:哪|何)|为准|正确|是不是|是否|核实|核对|确认|哪里有误|怎么(?:来|会)/,
    ],
    assumption: [
      /按(?:照)?[^,.]{0,12}\d[^,.]{0,6}(?:算|计)/,
      /假设|假定|假如|假使|设想|不妨(?:设|取|令)|姑且|暂且|暂定|估计|估算|视为|看作|当作|按(?:照)?(?:通常|一般|常见|平均)|(?:取|令|设)[^,.]{0,16}(?:为|=|是)\s?\d/,
    ],
    illustration: [/例如|比如|譬如|举例/],
    pick: [
      /按(?:照)?|采用|选用|选择|以[^,.]{0,16}为准|取(?:前|后|第|\d)|根据|依据|我们用|我用|使用|采纳|沿用|忽略|不考虑|相信|应该是笔误|可能是笔误/,
    ],
    insufficiency: [
      new RegExp(`(?:没有?|未|不|并未|并没有|没)(?:有)?(?:明确|具体|直接|清楚)?${GIVEN}`),
      /缺(?:少|乏|失)?|未知|不详|不明|不清楚|不知道?|不确定|遗漏|漏了|漏掉|没有具体|没说|没给|未给|未说|不足|不够|取决于|依赖于|要看|只知道|仅知道|没有.{0,16}(?:信息|数据|数值|条件|单价|价格|数量|速度|长度|宽度|高度|年龄|时间|比例|汇率|利率)/,
    ],
    lackHeading: [
      /^(?:#{1,6} )?(?:缺(?:少|失)的?(?:条件|信息|数据)?|未知(?:量|条件)?|遗漏(?:条件)?)\s?[:]?$/,
    ],
    unsolvable: [
      /(?:无法|不能|没法|没办法|难以|不可能|算不出|求不出|得不出)(?:准确|确定|直接|唯一|得)?(?:地)?(?:求|算|计算|解|确定|回答|得|知|判断|给出|解答|解决|推断|得出)?|无解|条件不足|信息不足|数据不足|不可解|(?:题目|题|问题)[^,.;]{0,4}(?:有误|有错|错误|不完整|有问题|不对)|不知道|不会/,
    ],
    contradiction: [
      /矛盾|不一致|冲突|不符|相悖|不吻合|不相符|对不上|不匹配|有出入|不能同时|不可能同时|前后|笔误|两个(?:不同|互相)/,
    ],
    contrast: [
      /≠|不等于|(?:但|但是|而|可是|然而|却|又|可)[^.;!?]{0,24}(?:题目|题中|题干|文中|说|写|给出|给的|为|是|称|提到|标)[^.;!?]{0,16}\d/,
      /\d[^.;!?]{0,12}(?:而不是|而非|不是|并非|而题)[^.;!?]{0,8}\d/,
      /哪(?:个|一个).{0,8}(?:对|正确|准)/,
    ],
    negative: [/不|没|无|未|非|缺|抱歉|对不起|难以|错/],
    refusal: [
      /(?:抱歉|对不起),?(?:我)?(?:无法|不能)(?:协助|帮助|处理|提供帮助|满足)|我只能(?:帮助|回答|协助)|作为(?:一个)?(?:ai|人工智能|语言模型|助手)/,
    ],
    answerMarker: [
      /(?:最终|正确|所以|因此|故)?(?:的)?答案(?:为|是|:|应为|应该是|就是|=)(?!(?:不|无|未|取决))/,
      /(?:^|[.,;) ])答\s?[:]/,
      /^(?:#{1,6} )?(?:最终)?(?:答案|结果|结论)\s?[:]?$/,
    ],
    resultCue: [/所以|因此|故|从而|一共|总共|共|合计|答|即|得|=|→|⇒|∴/],
    bound: [/至少|至多|最多|最少|最大|最小/],
    range: [/至少|至多|最多|最少|不少于|不超过|大于|小于|超过|不到|以上|以下|之间|[<>≤≥]/],
    case: [/(?:如果|若|当|按|假如)[^,.;]{0,20}\d/],
    condition: [/如果|若|假设|假如|只要|当[^,]{1,12}时/],
    relative: [
      /(?:是|为)[^,.]{0,12}的(?:一半|两倍|[二三四五]倍|\d+倍)|比(?:开始|原来|出发).{0,6}(?:少|多)/,
    ],
    remark: [/^(?:注意|注|备注|验证|检验|检查|说明|提示)[:]/],
    dangling: [/(?:的|是|为|等于|和|与|乘以|除以|加上?|减去?|共有|需要|我们|所以|因此|,)\s*$/],
    trial: [/^(?:试试|我们试)/],
  },
} satisfies Language;
