"""How characters are read in names, where a dictionary reads them otherwise.

Pinyin without tones, ü as v; the likeliest reading first, then those that clerks type
as well. Sources: 现代汉语词典 (第 7 版) for surname readings, 中国姓氏大辞典 for the
regional ones (乐 yuè and lè, 召 shào, 牟 mù in Shandong, 覃 qín and tán).
"""


def _table(lines: str) -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for entry in lines.replace("\n", ";").split(";"):
        if entry.strip():
            character, *readings = entry.split()
            table[character] = tuple(readings)
    return table


SURNAMES = _table("""
    艾 ai yi; 柏 bai bo; 薄 bo bao; 暴 bao pu; 贲 ben bi; 秘 bi mi; 卜 bu bo
    邴 bing; 扁 bian pian; 辟 pi bi; 便 pian bian; 邳 pi; 伯 bo bai; 褚 chu zhu
    车 che ju; 晁 chao; 朝 chao zhao; 谌 chen shen; 沈 shen chen; 乘 cheng sheng
    晟 cheng sheng; 盛 sheng cheng; 郗 chi xi; 种 chong zhong; 重 chong zhong
    仇 qiu chou; 啜 chuai chuo; 单 shan dan chan; 澹 tan dan; 都 du dou; 调 diao tiao
    繁 po fan; 费 fei bi; 宓 mi fu; 番 fan pan pan; 盖 ge gai; 干 gan; 葛 ge
    鬲 ge li; 句 gou ju; 勾 gou; 观 guan; 谷 gu yu; 炅 gui jiong; 炔 gui que
    过 guo; 呙 guo wai; 哈 ha; 和 he; 黑 he hei; 华 hua; 纪 ji; 稽 ji; 祭 zhai ji
    贾 jia; 将 jiang; 降 jiang xiang; 强 qiang jiang; 矫 jiao; 校 xiao jiao
    角 jue jiao; 解 xie jie; 咎 jiu gao; 且 ju qie; 剧 ju; 隽 juan jun; 圈 juan quan
    阚 kan; 卡 qia ka; 隗 wei kui; 乐 yue le; 令 ling; 六 lu liu; 陆 lu liu; 甪 lu
    逯 lu; 吕 lv; 闾 lv; 率 shuai lv; 律 lv; 绿 lv; 万 wan mo; 冒 mao mo; 糜 mi
    芈 mi; 缪 miao mou; 乜 nie mie; 牟 mou mu; 那 na nuo; 佴 nai er; 难 ning nan
    能 nai neng; 恁 nen; 粘 nian zhan; 宁 ning; 区 ou qu; 逄 pang; 逢 pang feng
    裴 pei; 彭 peng; 朴 piao pu; 仆 pu; 溥 pu; 亓 qi; 蕲 qi; 乾 qian gan; 谯 qiao
    覃 qin tan; 瞿 qu; 璩 qu; 麴 qu; 曲 qu; 阙 que; 任 ren; 撒 sa; 散 san; 色 se
    杀 sha; 厦 xia sha; 召 shao zhao; 邵 shao; 佘 she; 厍 she; 折 she zhe; 余 yu
    库 ku she; 舍 she; 莘 shen xin; 什 shi; 石 shi dan; 似 si shi; 宿 su xiu
    眭 sui; 隋 sui; 台 tai; 汤 tang; 拓 tuo ta; 庹 tuo; 宛 wan; 危 wei; 尉 wei yu
    蔚 yu wei; 毋 wu guan; 毌 guan; 於 yu wu; 洗 xian xi; 冼 xian; 郤 xi; 鲜 xian
    相 xiang; 肖 xiao; 行 xing hang; 省 xing sheng; 寻 xun xin; 郇 xun huan; 燕 yan
    幺 yao; 么 yao me; 要 yao; 叶 ye she xie; 弋 yi; 殷 yin yan; 应 ying; 尤 you
    俞 yu shu; 喻 yu; 员 yun yuan; 贠 yun yuan; 恽 yun; 运 yun; 载 zai dai
    昝 zan; 臧 zang; 藏 zang cang; 笮 ze zuo; 曾 zeng ceng; 查 zha cha; 咋 zha
    翟 zhai di; 占 zhan; 长 zhang chang; 仉 zhang; 禚 zhuo; 訾 zi; 祝 zhu; 俟 qi si
    曹 cao; 夏 xia; 盍 he; 褟 ta; 洼 wa; 沓 ta; 尹 yin; 蒙 meng; 佟 tong; 旷 kuang
    邝 kuang; 缐 xian; 线 xian; 蹇 jian; 靳 jin; 亢 kang; 郄 qie xi; 郜 gao; 妫 gui
    邰 tai; 邸 di; 阎 yan; 闫 yan; 桂 gui; 区 ou qu; 伍 wu; 仵 wu; 晏 yan; 庄 zhuang
""")
"""A character at the head of a name."""

COMPOUND_SURNAMES: dict[str, tuple[tuple[str, ...], ...]] = {
    "尉迟": (("yu", "chi"), ("wei", "chi")),
    "万俟": (("mo", "qi"), ("wan", "qi"), ("wan", "si")),
    "澹台": (("tan", "tai"), ("dan", "tai")),
    "长孙": (("zhang", "sun"), ("chang", "sun")),
    "单于": (("shan", "yu"), ("chan", "yu"), ("dan", "yu")),
    "令狐": (("ling", "hu"),),
    "乐正": (("yue", "zheng"), ("le", "zheng")),
    "宰父": (("zai", "fu"),),
    "亓官": (("qi", "guan"),),
    "毌丘": (("guan", "qiu"),),
    "毋丘": (("guan", "qiu"), ("wu", "qiu")),
    "拓跋": (("tuo", "ba"), ("ta", "ba")),
    "贺若": (("he", "ruo"),),
    "纥干": (("he", "gan"),),
    "相里": (("xiang", "li"),),
    "鲜于": (("xian", "yu"),),
    "夏侯": (("xia", "hou"),),
    "呼延": (("hu", "yan"),),
    "叶赫": (("ye", "he"),),
    "库狄": (("she", "di"), ("ku", "di")),
    "石抹": (("shi", "mo"),),
    "盖楼": (("ge", "lou"), ("gai", "lou")),
    "召孤": (("shao", "gu"), ("zhao", "gu")),
    "曾子": (("zeng", "zi"),),
}
"""Surnames of two characters that are not read as their characters are alone."""

GIVEN = _table("""
    行 xing hang; 长 chang zhang; 乐 le yue; 重 chong zhong; 朝 chao zhao
    晟 sheng cheng; 曾 zeng ceng; 单 dan shan; 茜 qian xi; 传 chuan zhuan
    柏 bai bo; 薄 bo bao; 藏 cang zang; 盛 sheng cheng; 宿 su xiu; 都 du dou
    石 shi dan; 参 shen can; 省 sheng xing; 车 che ju; 似 si shi; 佛 fo fu
    校 xiao jiao; 调 diao tiao; 蔚 wei yu; 尉 wei yu; 厦 sha xia; 洗 xi xian
    隽 jun juan; 大 da dai; 殷 yin yan; 艾 ai yi; 阿 a e; 贾 jia gu; 角 jiao jue
    觉 jue jiao; 降 jiang xiang; 解 jie xie; 卜 bo bu; 仔 zi zai; 琢 zhuo zuo
    塔 ta da; 折 zhe she; 拓 tuo ta; 扎 zha za; 俟 qi si; 澹 dan tan; 召 zhao shao
    还 huan hai; 会 hui kuai; 和 he huo; 强 qiang jiang; 相 xiang; 更 geng jing
    畜 xu chu; 量 liang; 弹 tan dan; 着 zhuo zhe; 率 shuai lv; 盖 gai ge; 盎 ang
    莘 shen xin; 娜 na nuo; 颉 jie xie; 彧 yu; 恪 ke que; 适 shi kuo; 说 shuo yue
    说 shuo yue; 辟 pi bi; 斐 fei; 圩 wei xu; 堡 bao pu; 埔 pu bu; 乾 qian gan
    栖 qi xi; 戏 xi hu; 郇 xun huan; 不 bu; 鹄 hu gu; 珏 jue; 熠 yi; 煜 yu; 皓 hao
    昊 hao; 炅 jiong gui; 炔 que gui; 亘 gen xuan; 洵 xun; 瑕 xia; 褚 chu zhu
    喆 zhe; 晔 ye; 赟 yun; 镕 rong; 骁 xiao; 淇 qi; 绮 qi; 契 qi xie; 菲 fei
    叶 ye xie; 桔 jie ju; 漂 piao; 荨 xun qian; 粟 su; 菀 wan yu; 沈 shen chen
    祭 ji zhai; 奇 qi ji; 其 qi ji; 予 yu; 令 ling; 宁 ning; 咏 yong; 莞 guan wan
    瑞 rui; 伽 jia qie ga; 佳 jia; 迦 jia; 提 ti di; 格 ge; 呢 ni ne; 帖 tie
    燕 yan; 翟 zhai di; 查 zha cha; 仇 chou qiu; 区 qu ou; 朴 pu piao; 缪 miao mou
    蕃 fan bo; 柯 ke; 术 shu zhu; 沓 ta da; 泊 bo po; 泽 ze; 济 ji; 澄 cheng deng
    𠮷 ji; 𢧐 zhan; 燊 shen; 畴 chou; 露 lu lou; 陆 lu liu; 六 liu lu; 落 luo la
    绿 lv; 模 mo mu
    摩 mo; 牟 mou mu; 磨 mo; 秘 mi bi; 粘 nian zhan; 什 shi; 熟 shu shou; 屏 ping bing
    铅 qian yan
    荠 ji qi; 卷 juan; 钥 yue yao; 咽 yan; 遗 yi wei; 奘 zang zhuang
""")
"""A character elsewhere in a name, where more than one reading is in real use."""
