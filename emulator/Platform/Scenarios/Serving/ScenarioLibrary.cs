using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Scenarios.Serving;

/// <summary>
/// The scenarios of a server's folder. The folder is looked at once a second, because mounted folders tell nobody of their changes; a set with
/// a faulty file is not taken, and the one before it stays.
/// </summary>
internal sealed partial class ScenarioLibrary(EmulatorOptions options, Worlds worlds, ILogger<ScenarioLibrary> log) : IHostedService, IDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private volatile IReadOnlyList<Scenario> _scenarios = [];
    private volatile IReadOnlyList<string> _problems = [];
    private string? _seen;
    private ITimer? _timer;

    /// <summary>The newest set without a fault, in the order of its files.</summary>
    public IReadOnlyList<Scenario> Scenarios => _scenarios;

    /// <summary>Why the files of the folder are not the set that is used.</summary>
    public IReadOnlyList<string> Problems => _problems;

    public Scenario? Find(string name) => _scenarios.FirstOrDefault(scenario => scenario.Name == name);

    /// <exception cref="ScenarioFolderException">There is no such folder.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Scenarios is not { } folder)
        {
            return Task.CompletedTask;
        }

        if (!Directory.Exists(folder))
        {
            throw new ScenarioFolderException($"there is no folder of scenarios {folder}; choose another with --scenarios");
        }

        Look();
        _timer = WallClock.Provider.CreateTimer(static library => ((ScenarioLibrary)library!).Look(), this, Poll, Poll);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => _timer?.Dispose();

    /// <summary>Reads the folder if anything in it has changed.</summary>
    public void Look()
    {
        lock (_lock)
        {
            try
            {
                var files = ScenarioFiles.In(options.Scenarios!).Select(file => new FileInfo(file)).ToList();
                var seen = string.Join('\n', files.Select(file => $"{file.FullName} {file.Length} {file.LastWriteTimeUtc.Ticks}"));

                // A set that was refused may be waiting for an application that is made later.
                if (seen != _seen || _problems.Count > 0)
                {
                    _seen = seen;
                    Take(files);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                _seen = null;
                Refuse([$"{options.Scenarios}: {e.Message}"]);
            }
        }
    }

    private void Take(List<FileInfo> files)
    {
        var loader = new ScenarioLoader(worlds.All.ToDictionary(world => world.Application.Name!, world => world.Application.Mode, StringComparer.Ordinal));
        var loaded = files.Select(file => loader.LoadFile(Shown(file))).ToList();
        var scenarios = loaded.Select(file => file.Scenario).OfType<Scenario>().ToList();
        List<string> problems =
        [
            .. loaded.SelectMany(file => file.Problems).Select(problem => problem.ToString()),
            .. scenarios.GroupBy(scenario => scenario.Name, StringComparer.Ordinal).Where(same => same.Count() > 1)
                .Select(same => $"{same.Last().Source}: another file has the name '{same.Key}' too: {same.First().Source}"),
        ];
        if (problems.Count > 0)
        {
            Refuse(problems);
            return;
        }

        if (_problems.Count > 0)
        {
            Log.TakenAgain(log, options.Scenarios!, scenarios.Count);
        }

        (_scenarios, _problems) = (scenarios, []);
        Log.Loaded(log, scenarios.Count, options.Scenarios!);
    }

    /// <summary>Below the working folder a short path, elsewhere the whole one.</summary>
    private static string Shown(FileInfo file) => Path.GetRelativePath(".", file.FullName) is var path && path.StartsWith("..", StringComparison.Ordinal) ? file.FullName : path;

    private void Refuse(IReadOnlyList<string> problems)
    {
        if (!_problems.SequenceEqual(problems))
        {
            _problems = problems;
            Log.Refused(log, options.Scenarios!, string.Join("; ", problems));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 4001, Level = LogLevel.Information, Message = "{Count} scenarios are loaded from {Folder}")]
        public static partial void Loaded(ILogger logger, int count, string folder);

        [LoggerMessage(EventId = 4003, Level = LogLevel.Warning, Message = "The scenarios of {Folder} are taken again: {Count} of them")]
        public static partial void TakenAgain(ILogger logger, string folder, int count);

        [LoggerMessage(EventId = 4002, Level = LogLevel.Error, Message = "The scenarios of {Folder} are not taken, those before stay: {Problems}")]
        public static partial void Refused(ILogger logger, string folder, string problems);
    }
}

/// <summary>The folder of scenarios cannot be used; the message says why.</summary>
internal sealed class ScenarioFolderException(string message) : IOException(message);
