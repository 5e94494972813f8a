// Bind binds A and B to a privacy number X, lets A call B through it, and receives what the platform pushes about the call.
//
// Go 1.18 or later, nothing to download. EMULATOR_URL says where the emulator is, http://127.0.0.1:8080 unless set.
package main

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strings"
	"time"
)

const (
	appKey    = "axb-demo-key"
	appSecret = "axb-demo-secret"
	a         = "+8613800000021"
	b         = "+8613800000022"
	bindings  = "/rest/caas/relationnumber/partners/v1.0"
	patience  = 20 * time.Second
)

var (
	emulator  = "http://127.0.0.1:8080"
	client    = &http.Client{Timeout: patience}
	attribute = regexp.MustCompile(`(\w+)="([^"]*)"`)
)

type push struct {
	EventType  string
	StatusInfo struct{ StateCode int }
	FeeLst     []struct{ CallerNum, FwdDstNum, FwdAnswerTime, CallEndTime string }
}

// answer holds what this program reads of an answer. A resultcode is a string, "0" for success.
type answer struct{ ResultCode, ResultDesc, RelationNum, SubscriptionID string }

// digest is the PasswordDigest: the raw 32 bytes of the HMAC in Base64, not its hex text. Nothing of the body is covered.
func digest(nonce, created string) string {
	mac := hmac.New(sha256.New, []byte(appSecret))
	mac.Write([]byte(nonce + created))
	return base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

func sign(header http.Header) error {
	random := make([]byte, 16)
	if _, err := rand.Read(random); err != nil {
		return err
	}
	nonce := hex.EncodeToString(random)                        // digits and letters only
	created := time.Now().UTC().Format("2006-01-02T15:04:05Z") // no fraction of a second
	header.Set("Authorization", `AKSK realm="SDP",profile="UsernameToken",type="Appkey"`)
	header.Set("X-AKSK", fmt.Sprintf(`UsernameToken Username="%s",PasswordDigest="%s",Nonce="%s",Created="%s"`,
		appKey, digest(nonce, created), nonce, created))
	return nil
}

// isGenuine checks a push, which is signed as requests are, with the same key and secret. The attributes are read by name, whatever their order.
func isGenuine(header string) bool {
	token := map[string]string{}
	for _, match := range attribute.FindAllStringSubmatch(header, -1) {
		token[match[1]] = match[2]
	}
	return token["Username"] == appKey && hmac.Equal([]byte(token["PasswordDigest"]), []byte(digest(token["Nonce"], token["Created"])))
}

func send(method, path string, body any, signer func(http.Header) error) (result answer, err error) {
	content := &bytes.Buffer{}
	if body != nil {
		if err = json.NewEncoder(content).Encode(body); err != nil {
			return
		}
	}
	request, err := http.NewRequest(method, emulator+path, content)
	if err != nil {
		return
	}
	request.Header.Set("Content-Type", "application/json;charset=UTF-8")
	if err = signer(request.Header); err != nil {
		return
	}
	response, err := client.Do(request)
	if err != nil {
		return result, fmt.Errorf("no emulator at %s: %w", emulator, errors.Unwrap(err)) // without the method and URL that a url.Error repeats
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return
	}
	if response.StatusCode >= 300 && !bytes.Contains(text, []byte("resultcode")) { // a refusal of the platform is JSON too
		return result, fmt.Errorf("%s %s: HTTP %d %s", method, path, response.StatusCode, text)
	}
	if len(text) > 0 {
		err = json.Unmarshal(text, &result) // takes names in any case
	}
	return
}

func control(method, path string, body any) error {
	_, err := send(method, "/_emulator/"+path, body, func(http.Header) error { return nil })
	return err
}

func platform(method, path string, body any) (answer, error) {
	result, err := send(method, path, body, sign)
	if err == nil && result.ResultCode != "0" {
		err = fmt.Errorf("%s %s: %s %s", method, path, result.ResultCode, result.ResultDesc)
	}
	return result, err
}

// receive answers at once and hands the push over: the platform takes an answer that comes late for none, and pushes again.
func receive(pushes chan<- *push) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !isGenuine(r.Header.Get("X-AKSK")) {
			w.WriteHeader(http.StatusUnauthorized) // anything but 200 is a failure, after which the platform tries again
			pushes <- nil
			return
		}
		received := &push{}
		if err := json.NewDecoder(r.Body).Decode(received); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		pushes <- received
	}
}

func (p *push) show() {
	switch p.EventType {
	case "fee": // always a list: the CDRs of calls that end within a second come together
		for _, cdr := range p.FeeLst {
			fmt.Printf("pushed   fee: %s talked to %s, %s to %s UTC\n", cdr.CallerNum, cdr.FwdDstNum, cdr.FwdAnswerTime, cdr.CallEndTime)
		}
	case "disconnect":
		fmt.Printf("pushed   disconnect, stateCode %d\n", p.StatusInfo.StateCode)
	default:
		fmt.Printf("pushed   %s\n", p.EventType)
	}
}

func run() (err error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return
	}
	pushes := make(chan *push, 100)
	server := &http.Server{Handler: receive(pushes)}
	go server.Serve(listener)
	defer server.Shutdown(context.Background()) // after the answers under way

	// In the console of the real platform an administrator sets where to push.
	here := "http://" + listener.Addr().String()
	if err = control("PATCH", "applications/axb-demo", map[string]any{"statusUrl": here + "/status", "feeUrl": here + "/fee"}); err != nil {
		return
	}
	defer control("PATCH", "applications/axb-demo", map[string]any{"statusUrl": nil, "feeUrl": nil})

	binding, err := platform("POST", bindings, map[string]any{"callerNum": a, "calleeNum": b, "areaCode": "0755", "duration": 600})
	if err != nil {
		return
	}
	fmt.Printf("bound    %s and %s to X %s\n", a, b, binding.RelationNum)
	defer func() {
		if _, failed := platform("DELETE", bindings+"?subscriptionId="+url.QueryEscape(binding.SubscriptionID), nil); failed != nil {
			err = failed
		} else {
			fmt.Println("unbound")
		}
	}()

	if err = control("POST", "calls", map[string]any{"from": a, "to": binding.RelationNum, "ringsFor": "0s", "talksFor": "1s"}); err != nil {
		return
	}
	fmt.Printf("dialled  %s calls %s\n", a, binding.RelationNum)
	for {
		select {
		case received := <-pushes:
			if received == nil {
				return errors.New("refused a push: its signature is wrong")
			}
			received.show()
			if received.EventType == "fee" {
				return nil
			}
		case <-time.After(patience):
			return fmt.Errorf("no push for %s", patience)
		}
	}
}

func main() {
	if set := os.Getenv("EMULATOR_URL"); set != "" {
		emulator = strings.TrimSuffix(set, "/")
	}
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "failed  ", err)
		os.Exit(1)
	}
}
