using CsCheck;
using PrivateNumber.Emulator.Text;

namespace PrivateNumber.Emulator.Platform.Tests.Text;

internal sealed class DurationsTests
{
    [TestCase("250ms", 250)]
    [TestCase("5s", 5_000)]
    [TestCase("2m", 120_000)]
    [TestCase("1h30m", 5_400_000)]
    [TestCase("90d", 7_776_000_000)]
    [TestCase("1d2h3m4s5ms", 93_784_005)]
    [TestCase("36500d", 3_153_600_000_000)]
    [TestCase("90s", 90_000)]
    [TestCase("0", 0)]
    [TestCase("0s", 0)]
    public void A_duration_is_read(string text, long milliseconds)
    {
        Assert.That(Durations.TryParse(text, out var duration), Is.True);
        Assert.That(duration, Is.EqualTo(TimeSpan.FromMilliseconds(milliseconds)));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("5")]
    [TestCase("s")]
    [TestCase("-5s")]
    [TestCase("5 s")]
    [TestCase("1.5h")]
    [TestCase("30m1h")]
    [TestCase("1m1m")]
    [TestCase("5S")]
    [TestCase("5sec")]
    [TestCase("00:05")]
    [TestCase("１s")]
    [TestCase("36500d1ms")]
    [TestCase("9000000d")]
    [TestCase("99999999999999999999s")]
    public void What_is_no_duration_is_refused(string? text) => Assert.That(Durations.TryParse(text, out _), Is.False);

    [TestCase(5_400_000, "1h30m")]
    [TestCase(60_250, "1m250ms")]
    [TestCase(0, "0")]
    public void A_duration_is_written_in_its_shortest_form(long milliseconds, string text) =>
        Assert.That(Durations.Format(TimeSpan.FromMilliseconds(milliseconds)), Is.EqualTo(text));

    [Test]
    public void What_is_written_is_read_back() => Gen.Long[0, (long)Durations.Longest.TotalMilliseconds].Sample(milliseconds =>
    {
        var duration = new TimeSpan(milliseconds * TimeSpan.TicksPerMillisecond);
        return Durations.TryParse(Durations.Format(duration), out var back) && back == duration;
    });

    [Test]
    public void No_text_breaks_the_reader() => Gen.String[Gen.Char["0123456789dhms "], 0, 30].Sample(text => { _ = Durations.TryParse(text, out _); });
}
