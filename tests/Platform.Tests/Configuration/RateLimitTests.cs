using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Configuration;

public sealed class RateLimitTests
{
    [TestCase("10/s", 10, 1_000)]
    [TestCase("600/m", 600, 60_000)]
    [TestCase("5000/h", 5000, 3_600_000)]
    [TestCase("1/d", 1, 86_400_000)]
    [TestCase("10/5s", 10, 5_000)]
    [TestCase("3/1h30m", 3, 5_400_000)]
    [TestCase("3/11s", 3, 11_000)]
    [TestCase("2/ms", 2, 1)]
    public void A_limit_is_written_as_it_is_read(string text, int count, int milliseconds)
    {
        var limit = new RateLimit(count, TimeSpan.FromMilliseconds(milliseconds));

        Assert.That(limit.ToString(), Is.EqualTo(text));
        Assert.That(RateLimit.TryParse(text, out var read), Is.True);
        Assert.That(read, Is.EqualTo(limit));
    }

    [TestCase("10")]
    [TestCase("10/")]
    [TestCase("/s")]
    [TestCase("0/s")]
    [TestCase("-1/s")]
    [TestCase("10/0s")]
    [TestCase("10/5")]
    [TestCase("10/s5")]
    [TestCase("10/5s/6s")]
    [TestCase("10/week")]
    public void A_text_that_is_no_limit_is_refused(string text) => Assert.That(RateLimit.TryParse(text, out _), Is.False);

    [TestCase(0, 1_000)]
    [TestCase(-1, 1_000)]
    [TestCase(1, 0)]
    [TestCase(1, -1_000)]
    [TestCase(1, 1.5)]
    public void A_limit_that_cannot_be_written_is_none(int count, double milliseconds) => Assert.That(
        () => new RateLimit(count, TimeSpan.FromMilliseconds(milliseconds)), Throws.TypeOf<ArgumentOutOfRangeException>());

    [Test]
    public async Task A_limit_of_any_time_is_shown_exported_and_imported()
    {
        await using var emulator = await TestEmulator.StartAsync(
            new ApplicationOptions { Name = "orders", Mode = Mode.Axb, RateLimit = new RateLimit(10, TimeSpan.FromSeconds(5)) });

        var state = await emulator.Control.GetAsync("state");
        var imported = await emulator.Control.PutAsync("state", state.Text);

        Assert.That(imported.Status, Is.EqualTo(200).Or.EqualTo(204), imported.Text);
        Assert.That((await emulator.Control.GetAsync("applications/orders"))["rateLimit"], Is.EqualTo("10/5s"));
    }
}
