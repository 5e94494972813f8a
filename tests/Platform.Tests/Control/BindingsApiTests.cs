using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Control;

public sealed class BindingsApiTests : ControlTest
{
    [Test]
    [Rule("contract.md §3", "A binding is listed with its application, its mode, the platform's own field names and the time of its end, in UTC with a Z as all times.")]
    public async Task Bindings_are_listed_in_the_words_of_their_mode()
    {
        var id = await BindAsync();
        await BindAsync("taxi", OtherX);

        var binding = (await Control.GetAsync("bindings?app=orders")).Items.Single();

        Assert.That(binding.Take(3).Select(member => $"{member.Key} {member.Value}"), Is.EqualTo(new[] { "app orders", "mode AXB", "subscriptionId " + id }));
        Assert.That((string?)binding["callerNum"], Is.EqualTo(A));
        Assert.That((string?)binding["expiresAt"], Is.EqualTo("2026-03-01T05:00:00Z"));
        Assert.That((await Control.GetAsync("bindings")).Items, Has.Count.EqualTo(2));
    }
}
