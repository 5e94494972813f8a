namespace PrivateNumber.Emulator.Platform.Tests.Control;

public sealed class BindingsApiTests : ControlTest
{
    [Test]
    public async Task Bindings_are_listed_in_the_words_of_their_mode()
    {
        var id = await BindAsync();
        await BindAsync("taxi", OtherX);

        var binding = (await Control.GetAsync("bindings?app=orders")).Items.Single();

        Assert.That(binding.Take(3).Select(member => $"{member.Key} {member.Value}"), Is.EqualTo(new[] { "app orders", "mode AXB", "subscriptionId " + id }));
        Assert.That((string?)binding["callerNum"], Is.EqualTo(A));
        Assert.That(DateTimeOffset.Parse((string)binding["expiresAt"]!, null), Is.EqualTo(TestInfra.TestEmulator.Start.AddHours(1)));
        Assert.That((await Control.GetAsync("bindings")).Items, Has.Count.EqualTo(2));
    }
}
