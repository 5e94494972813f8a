using Microsoft.Extensions.Logging;

namespace PrivateNumber.Emulator.Testing;

/// <summary>Brings the emulator's own failures to where a test's author sees them.</summary>
internal sealed class TestLog(Action<string> write) : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            write(exception is null ? formatter(state, null) : $"{formatter(state, exception)}\n{exception}");
        }
    }

    public void Dispose()
    {
        // There is nothing to release.
    }
}
