using PrivateNumber.Emulator.Scenarios;

namespace PrivateNumber.Emulator.Platform.Tests.Scenarios;

public sealed class StepVocabularyTests
{
    [TestCase("bind", "ax.bind axb.bind axe.bind axyb.bind")]
    [TestCase("bindY", "axyb.bind")]
    [TestCase("unbind", "ax.unbind axb.unbind axe.unbind axyb.unbind")]
    [TestCase("modify", "ax.modify axb.modify axe.modify")]
    [TestCase("query", "ax.query axb.query axe.query axyb.query")]
    [TestCase("calleeNumber", "ax.setCallee")]
    [TestCase("stopCall", "call.stop call.stop call.stop call.stop call.stop")]
    [TestCase("recording", "recording.get recording.get recording.get recording.get recording.get")]
    public void An_API_step_calls_the_operation_of_its_mode(string step, string operations)
    {
        var word = StepVocabulary.All.Single(word => word.Name == step);

        Assert.That(word.Operations!.OrderBy(pair => pair.Key).Select(pair => pair.Value.Name), Is.EqualTo(operations.Split(' ')));
        Assert.That(word.Operations!.Where(pair => pair.Value.Mode is { } mode && mode != pair.Key), Is.Empty);
    }

    [TestCase(Mode.Ax, "calleeNumber", "bindY", "keys")]
    [TestCase(Mode.Axb, "modify", "bindY", "calleeNumber", "keys")]
    [TestCase(Mode.Axe, "keys", "bindY", "calleeNumber")]
    [TestCase(Mode.Axyb, "bindY", "modify", "calleeNumber", "keys")]
    [TestCase(Mode.X, "stopCall", "bind", "unbind", "modify", "query", "bindY", "calleeNumber", "keys")]
    public void A_mode_has_its_own_steps(Mode mode, string has, params string[] hasNot)
    {
        var names = StepVocabulary.All.Where(word => word.IsIn(mode)).Select(word => word.Name).ToList();

        Assert.That(names, Does.Contain(has));
        Assert.That(names.Intersect(hasNot), Is.Empty);
    }
}
