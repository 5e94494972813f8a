using System.Globalization;
using PrivateNumber.Emulator.Text;

namespace PrivateNumber.Emulator.Scenarios;

/// <summary>Writes what happens, for people: a line a step, a line a push, and what failed.</summary>
/// <param name="output">Receives the lines.</param>
/// <param name="verbose">Whether answers and pushes are written in full.</param>
/// <param name="colours">Whether a terminal shows them.</param>
internal sealed class ScenarioPrinter(TextWriter output, bool verbose, bool colours)
{
    private const string Green = "\e[32m";
    private const string Red = "\e[31m";
    private const string Plain = "\e[0m";

    /// <summary>How many pushes of earlier steps are shown where a step failed and had none itself.</summary>
    private const int Around = 3;

    private readonly List<ObservedPush> _earlier = [];
    private int _titleWidth;
    private DateOnly? _firstDay;

    /// <summary>A scenario that has been played.</summary>
    public void Write(ScenarioResult result)
    {
        Begin(result.Scenario);
        foreach (var step in result.Steps)
        {
            Step(step);
        }

        End(result);
    }

    public void Begin(Scenario scenario)
    {
        _earlier.Clear();
        _firstDay = null;
        _titleWidth = scenario.Steps.Select(step => step.Frame.Title.Length).DefaultIfEmpty().Max();
        output.WriteLine($"{scenario.Name}  {scenario.Source}");
        if (scenario.Description.Length > 0)
        {
            output.WriteLine($"  {Printable.Of(string.Join(' ', scenario.Description.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))}");
        }
    }

    public void Step(StepResult result)
    {
        output.WriteLine($"  {Mark(result.Passed)} {Printable.Of(result.Step.Frame.Title).PadRight(_titleWidth)}  {Printable.Of(result.Answer)}".TrimEnd());
        if (verbose && result.Body is { } body)
        {
            output.WriteLine($"      {Scalars.Show(body)}");
        }

        Pushes(result.Pushes, inFull: verbose || !result.Passed);
        if (!result.Passed)
        {
            Failure(result);
        }

        _earlier.AddRange(result.Pushes);
    }

    public void End(ScenarioResult result)
    {
        if (result.Problem is { } problem)
        {
            output.WriteLine($"  {Mark(false)} {Printable.Of(problem)}");
        }

        output.WriteLine();
    }

    public void Summary(IReadOnlyList<ScenarioResult> results)
    {
        var failed = results.Where(result => !result.Passed).ToList();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Count(results.Count, "scenario")}, {Count(results.Sum(result => result.Steps.Count), "step")}: {results.Count - failed.Count} passed, {failed.Count} failed"));

        // Among many that passed, the few that failed are hard to find.
        foreach (var result in results.Count > 1 ? failed : [])
        {
            var step = result.Steps.FirstOrDefault(step => !step.Passed)?.Step.Frame;
            output.WriteLine(step is null ? $"  {result.Scenario.Name}  {result.Scenario.Source}" : $"  {result.Scenario.Name}  {step.Place}: {Printable.Of(step.Title)}");
        }
    }

    private void Pushes(IEnumerable<ObservedPush> pushes, bool inFull)
    {
        foreach (var push in pushes)
        {
            _firstDay ??= PushText.DayOf(push);
            output.WriteLine($"      {Printable.Of(PushText.Of(push, _firstDay))}");
            if (inFull && push.Body is { } body)
            {
                output.WriteLine($"               {Scalars.Show(body)}");
            }
        }
    }

    private void Failure(StepResult result)
    {
        output.WriteLine($"    {result.Step.Frame.Place}: {Printable.Of(result.Step.Frame.Title)} failed");
        if (result.Problem is { } problem)
        {
            output.WriteLine($"      {Printable.Of(problem)}");
        }

        foreach (var difference in result.Differences)
        {
            Difference(difference);
        }

        if (result.Refusal is { } refusal)
        {
            output.WriteLine($"      {Printable.Of(refusal)}");
        }

        if (result.Pushes.Count == 0 && _earlier.Count > 0)
        {
            output.WriteLine("      the last pushes before");
            Pushes(_earlier.TakeLast(Around), inFull: true);
        }
    }

    private void Difference(Difference difference)
    {
        var (path, expected, got) = difference;
        output.WriteLine($"      {Printable.Of(path)}");
        if (LineDiff.Of(expected, got) is not { } lines)
        {
            output.WriteLine($"        {Coloured(Red, $"expected {expected}")}");
            output.WriteLine($"        {Coloured(Green, $"got      {got}")}");
            return;
        }

        output.WriteLine($"        {Coloured(Red, "- expected")}, {Coloured(Green, "+ got")}");
        foreach (var line in lines)
        {
            output.WriteLine($"        {(line[0] == ' ' ? line : Coloured(line[0] == '-' ? Red : Green, line))}");
        }
    }

    private string Mark(bool passed) => passed ? Coloured(Green, "✓") : Coloured(Red, "✗");

    private string Coloured(string colour, string text) => colours ? colour + text + Plain : text;

    private static string Count(int count, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");
}
