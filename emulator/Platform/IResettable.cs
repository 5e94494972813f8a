namespace PrivateNumber.Emulator;

/// <summary>Holds state that <c>POST /_emulator/reset</c> takes back. A test finds every stateful type that is not reset.</summary>
internal interface IResettable
{
    void Reset();
}
