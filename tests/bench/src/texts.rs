//! Texts of a length that people write. Invented.

/// What a judge adds to a sheet: some fifty words.
pub const COMMENT: &str = "The team shows a working prototype and names the customers who tried it. The \
    plan for the second year rests on one partner, which should be said more openly. The figures of the \
    market are from a source that can be checked. I would like to see the cost of one unit broken down.";

/// What a team writes of its project, in Chinese.
pub const SUMMARY_ZH: &str = "本项目面向社区医院，用一台便携设备和一套离线软件，帮助医生在十分钟内完成常见慢性病\
    的初步筛查。设备由三个传感器组成，数据在本地计算，不上传任何个人信息。过去一年在四个县的十二家医院试用，\
    共完成八千余次筛查，与上级医院复查结果的一致率达到九成以上。团队由临床医生、算法工程师和硬件工程师组成。";

/// The same in English.
pub const SUMMARY_EN: &str = "A portable device and offline software that let a community hospital screen for \
    common chronic diseases within ten minutes. Three sensors feed a model that runs on the device; no \
    personal data leaves it. In the past year twelve hospitals in four counties tried it, with some eight \
    thousand screenings, and more than nine in ten agreed with the later diagnosis. The team has clinicians, \
    software engineers and hardware engineers, and holds two patents.";
